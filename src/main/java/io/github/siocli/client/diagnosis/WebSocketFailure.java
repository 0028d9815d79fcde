package io.github.siocli.client.diagnosis;

import io.github.siocli.event.Failure;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.HttpResponseSummary;
import io.github.siocli.net.websocket.ProtocolViolationException;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.io.IOException;
import java.util.Optional;
import okhttp3.Response;

/**
 * The failure of a websocket.
 *
 * @param error the exception
 * @param response the response to its handshake, if there was one
 */
public record WebSocketFailure(Throwable error, Optional<Response> response) {

    private static final int SWITCHING = 101;

    /** Returns the failure of the connection. */
    public Failure toFailure(Diagnosis diagnosis) {
        return refusal()
                .map(answer -> diagnosis.of(answer, Transport.WEBSOCKET))
                .orElseGet(() -> diagnosis.of(error, Transport.WEBSOCKET));
    }

    /** Describes the failure as it was observed. */
    public String description() {
        String message = error.getMessage();
        boolean isSent = error instanceof ProtocolViolationException || error instanceof PacketSyntaxException;
        return refusal()
                .map(answer -> "HTTP " + answer.label())
                .orElseGet(() -> isSent
                        ? "the server sent " + message
                        : "no close frame" + (message == null ? "" : ": " + message));
    }

    private Optional<HttpResponseSummary> refusal() {
        return response.filter(answer -> answer.code() != SWITCHING).map(answer -> {
            try {
                return HttpResponseSummary.of(answer);
            } catch (IOException unreadable) {
                return HttpResponseSummary.of(answer, "");
            }
        });
    }
}
