package io.github.siocli.event;

import io.github.siocli.json.Json;
import java.util.Optional;

/**
 * The reason in a DISCONNECT packet of the server. Python-socketio sends one if its option {@code always_connect} is
 * set.
 *
 * @param message the message; empty if the packet has none
 * @param data additional data, as it was on the wire
 */
public record ServerReason(String message, Optional<Json> data) {

    /** A packet without a reason. */
    public static final ServerReason NONE = new ServerReason("", Optional.empty());

    /** Returns true if the packet has a reason. */
    public boolean isGiven() {
        return !message.isEmpty() || data.isPresent();
    }

    /** Returns message and data in one line, for users; empty if the packet has no reason. */
    public String text() {
        return (message + data.map(json -> " " + json.oneLine()).orElse("")).strip();
    }
}
