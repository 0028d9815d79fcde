package io.github.siocli.event;

import io.github.siocli.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * The server refused to connect a namespace (packet CONNECT_ERROR).
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param message the server's message, empty where it gave none
 * @param data what the server added, as it was on the wire
 */
public record ConnectRefused(Instant time, String nsp, String message, Optional<Json> data) implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
