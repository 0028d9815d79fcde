package io.github.siocli.event;

import java.time.Instant;

/**
 * An event of the server was acknowledged.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param id id that the server gave its event
 * @param args arguments of the acknowledgement
 */
public record AckSent(Instant time, String nsp, long id, Arguments args) implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
