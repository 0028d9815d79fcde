package io.github.siocli.client.diagnosis;

import io.github.siocli.event.Failure;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.websocket.ProtocolViolation;
import java.io.IOException;
import java.util.Optional;
import okhttp3.Response;

/**
 * How a websocket failed.
 *
 * @param error what was thrown
 * @param response the answer to its handshake, where there was one
 */
public record WebSocketFailure(Throwable error, Optional<Response> response) {

    private static final int SWITCHING = 101;

    /** The failure of a connection. */
    public Failure explained(Diagnosis diagnosis) {
        return refusal()
                .map(answer -> diagnosis.of(answer, Transport.WEBSOCKET))
                .orElseGet(() -> diagnosis.of(error, Transport.WEBSOCKET));
    }

    /** What was seen of it. */
    public String seen() {
        return refusal().map(answer -> "HTTP " + answer.label()).orElseGet(this::seenOfError);
    }

    private String seenOfError() {
        if (error instanceof ProtocolViolation || error instanceof PayloadException) {
            return "the server sent " + error.getMessage();
        }
        return "no close frame" + (error.getMessage() == null ? "" : ": " + error.getMessage());
    }

    private Optional<HttpResponseSummary> refusal() {
        return response.filter(answer -> answer.code() != SWITCHING).map(WebSocketFailure::answer);
    }

    private static HttpResponseSummary answer(Response response) {
        try {
            return HttpResponseSummary.of(response);
        } catch (IOException unreadable) {
            return HttpResponseSummary.of(response, "");
        }
    }
}
