package io.github.siocli.event;

import io.github.siocli.json.Json;
import java.util.Optional;

/**
 * The reason that a server gives when it ends a namespace: the payload of a DISCONNECT packet, as python-socketio sends it
 * with {@code always_connect}.
 *
 * @param message its message; empty if it gave none
 * @param data what it added, as it was on the wire
 */
public record ServerReason(String message, Optional<Json> data) {

    /** No payload. */
    public static final ServerReason NONE = new ServerReason("", Optional.empty());

    /** Returns true if the server gave a reason. */
    public boolean isGiven() {
        return !message.isEmpty() || data.isPresent();
    }

    /** Message and data in one line, for people; empty if no reason was given. */
    public String text() {
        return (message + data.map(json -> " " + json.oneLine()).orElse("")).strip();
    }
}
