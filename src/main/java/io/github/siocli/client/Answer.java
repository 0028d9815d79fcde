package io.github.siocli.client;

import java.io.IOException;
import java.util.List;
import okhttp3.Response;

/**
 * What an HTTP server answered, as far as an explanation needs it.
 *
 * @param status the status code
 * @param label status and reason, and the server's own name where it gave one
 * @param server what the server calls itself, empty where it does not say
 * @param contentType the content type, empty where there is none
 * @param location where a redirect leads, empty where there is none
 * @param challenges the values of Proxy-Authenticate
 * @param body the beginning of the body
 */
record Answer(
        int status,
        String label,
        String server,
        String contentType,
        String location,
        List<String> challenges,
        String body) {

    private static final int ENOUGH = 1024;

    /** Reads the beginning of the body, which stays there for other readers. */
    static Answer of(Response response) throws IOException {
        return of(response, response.peekBody(ENOUGH).string());
    }

    /** For a body that was read already. */
    static Answer of(Response response, String body) {
        String reason = response.message().isEmpty() ? "" : " " + response.message();
        String server = response.header("Server", response.header("X-Powered-By", ""));
        return new Answer(
                response.code(),
                response.code() + reason + (server.isEmpty() ? "" : " from " + server),
                server,
                response.header("Content-Type", ""),
                response.header("Location", ""),
                response.headers("Proxy-Authenticate"),
                body.length() > ENOUGH ? body.substring(0, ENOUGH) : body);
    }

    /** What was seen, for those who want to look themselves. */
    String evidence() {
        StringBuilder evidence = new StringBuilder("HTTP ").append(label);
        if (!contentType.isEmpty()) {
            evidence.append("\nContent-Type: ").append(contentType);
        }
        if (!location.isEmpty()) {
            evidence.append("\nLocation: ").append(location);
        }
        return evidence.append("\n\n").append(body).toString().stripTrailing();
    }
}
