package io.github.siocli.event;

import java.time.Instant;
import java.util.Optional;

/**
 * An event of the server was acknowledged.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param id id that the server gave its event
 * @param args arguments of the acknowledgement
 * @param sid which client it went to, as a server sees it; empty on the side of a client
 */
public record AckSent(Instant time, String nsp, long id, Arguments args, Optional<String> sid) implements Event {

    /** The same on the side of a client. */
    public AckSent(Instant time, String nsp, long id, Arguments args) {
        this(time, nsp, id, args, Optional.empty());
    }

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
