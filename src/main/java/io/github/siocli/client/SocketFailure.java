package io.github.siocli.client;

import io.github.siocli.client.eio3.PayloadException;
import io.github.siocli.client.websocket.ProtocolViolation;
import io.github.siocli.event.Failure;
import io.github.siocli.event.Transport;
import java.io.IOException;
import java.util.Optional;
import okhttp3.Response;

/**
 * How a websocket failed.
 *
 * @param error what was thrown
 * @param response the answer to its handshake, where there was one
 */
record SocketFailure(Throwable error, Optional<Response> response) {

    private static final int SWITCHING = 101;

    /** The failure of a connection. */
    Failure explained(Diagnosis diagnosis) {
        return refusal()
                .map(answer -> diagnosis.of(answer, Transport.WEBSOCKET))
                .orElseGet(() -> diagnosis.of(error, Transport.WEBSOCKET));
    }

    /** What was seen of it. */
    String seen() {
        return refusal().map(answer -> "HTTP " + answer.label()).orElseGet(this::seenOfError);
    }

    private String seenOfError() {
        if (error instanceof ProtocolViolation || error instanceof PayloadException) {
            return "the server sent " + error.getMessage();
        }
        return "no close frame" + (error.getMessage() == null ? "" : ": " + error.getMessage());
    }

    private Optional<Answer> refusal() {
        return response.filter(answer -> answer.code() != SWITCHING).map(SocketFailure::answer);
    }

    private static Answer answer(Response response) {
        try {
            return Answer.of(response);
        } catch (IOException unreadable) {
            return Answer.of(response, "");
        }
    }
}
