package io.github.siocli.net.http;

import java.io.IOException;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.Response;

/**
 * The parts of an HTTP response that a diagnosis needs.
 *
 * @param status the status code
 * @param label status and reason, and the name of the server software if the response has it
 * @param fields the header fields
 * @param body the beginning of the body
 */
public record HttpResponseSummary(int status, String label, Headers fields, String body) {

    private static final int ENOUGH = 4096;
    private static final int SHOWN = 1024;
    /** Largest number of characters shown of a reason, a name or an address. */
    private static final int LONGEST = 200;

    /** Summarizes a response. Peeks at the beginning of the body, which other readers can still read. */
    public static HttpResponseSummary of(Response response) throws IOException {
        return of(response, response.peekBody(ENOUGH).string());
    }

    /** Summarizes a response and the text of its body. */
    public static HttpResponseSummary of(Response response, String body) {
        return of(
                response.code(),
                response.message(),
                response.headers(),
                body.length() > ENOUGH ? body.substring(0, ENOUGH) : body);
    }

    /**
     * Summarizes a response from its parts.
     *
     * @param reason the reason phrase, may be empty
     */
    public static HttpResponseSummary of(int status, String reason, Headers fields, String body) {
        HttpResponseSummary nameless = new HttpResponseSummary(status, "", fields, body);
        String server = shortened(nameless.server());
        String label = status + (reason.isEmpty() ? "" : " " + shortened(reason));
        return new HttpResponseSummary(status, label + (server.isEmpty() ? "" : " from " + server), fields, body);
    }

    /** Returns the value of a header field; empty if it is absent. */
    public String field(String name) {
        String value = fields.get(name);
        return value == null ? "" : value;
    }

    /** Returns the name of the server software; empty if the response does not have it. */
    public String server() {
        return field("Server").isEmpty() ? field("X-Powered-By") : field("Server");
    }

    /** Returns the content type; empty if it is absent. */
    public String contentType() {
        return field("Content-Type");
    }

    /** Returns the target of a redirect; empty if it is absent. */
    public String location() {
        return shortened(field("Location"));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** Returns status, content type and title, to describe an unexpected response. */
    public String summary() {
        String title = title();
        return label
                + (contentType().isEmpty() ? "" : ", " + contentType())
                + (title.isEmpty() ? "" : ", \"" + title + "\"");
    }

    /** Returns the title of a web page; empty if the body is not a page or has no title. */
    public String title() {
        int open = body.toLowerCase(Locale.ROOT).indexOf("<title");
        int start = open < 0 ? -1 : body.indexOf('>', open);
        int end = start < 0 ? -1 : body.indexOf('<', start);
        return end < 0 ? "" : body.substring(start + 1, end).strip().replaceAll("\\s+", " ");
    }

    /** Returns status, important header fields and the beginning of the body, as evidence for users. */
    public String evidence() {
        StringBuilder evidence = new StringBuilder("HTTP ").append(label);
        for (String name : new String[] {"Content-Type", "Location", "Retry-After", "CF-Ray"}) {
            if (!field(name).isEmpty()) {
                evidence.append('\n').append(name).append(": ").append(field(name));
            }
        }
        evidence.append("\n\n").append(body, 0, Math.min(body.length(), SHOWN));
        return evidence.toString().stripTrailing();
    }
}
