package io.github.siocli.event;

import io.github.siocli.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * A client was not let into a namespace of our server.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param message why
 * @param data more about it
 * @param address where it comes from
 */
public record ClientRefused(Instant time, String nsp, String message, Optional<Json> data, String address)
        implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
