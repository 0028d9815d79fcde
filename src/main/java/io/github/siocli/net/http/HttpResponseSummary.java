package io.github.siocli.net.http;

import java.io.IOException;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.Response;

/**
 * What an HTTP server answered, as far as an explanation needs it.
 *
 * @param status the status code
 * @param label status and reason, and the server's own name if it gave one
 * @param fields the header fields
 * @param body the beginning of the body
 */
public record HttpResponseSummary(int status, String label, Headers fields, String body) {

    private static final int ENOUGH = 4096;
    private static final int SHOWN = 1024;
    /** What of a reason, a name or an address is shown. */
    private static final int LONGEST = 200;

    /** Reads the beginning of the body, which stays there for other readers. */
    public static HttpResponseSummary of(Response response) throws IOException {
        return of(response, response.peekBody(ENOUGH).string());
    }

    /** For a body that was read already. */
    public static HttpResponseSummary of(Response response, String body) {
        return of(
                response.code(),
                response.message(),
                response.headers(),
                body.length() > ENOUGH ? body.substring(0, ENOUGH) : body);
    }

    /** An answer with that reason, which may be empty. */
    public static HttpResponseSummary of(int status, String reason, Headers fields, String body) {
        HttpResponseSummary nameless = new HttpResponseSummary(status, "", fields, body);
        String server = shortened(nameless.server());
        String label = status + (reason.isEmpty() ? "" : " " + shortened(reason));
        return new HttpResponseSummary(status, label + (server.isEmpty() ? "" : " from " + server), fields, body);
    }

    /** Returns a header field; empty if there is none. */
    public String field(String name) {
        String value = fields.get(name);
        return value == null ? "" : value;
    }

    /** Returns what the server calls itself; empty if it does not say. */
    public String server() {
        return field("Server").isEmpty() ? field("X-Powered-By") : field("Server");
    }

    /** Returns the content type; empty if there is none. */
    public String contentType() {
        return field("Content-Type");
    }

    /** Returns where a redirect leads; empty if there is no address. */
    public String location() {
        return shortened(field("Location"));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** Returns status, content type and title, for an answer that is not what it should be. */
    public String summary() {
        String title = title();
        return label
                + (contentType().isEmpty() ? "" : ", " + contentType())
                + (title.isEmpty() ? "" : ", \"" + title + "\"");
    }

    /** Returns the title of a web page; empty if the body is none, or has none. */
    public String title() {
        int open = body.toLowerCase(Locale.ROOT).indexOf("<title");
        int start = open < 0 ? -1 : body.indexOf('>', open);
        int end = start < 0 ? -1 : body.indexOf('<', start);
        return end < 0 ? "" : body.substring(start + 1, end).strip().replaceAll("\\s+", " ");
    }

    /** Returns what was seen, for those who want to look themselves. */
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
