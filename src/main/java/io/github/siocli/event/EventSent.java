package io.github.siocli.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An event went out.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param name name of the event
 * @param args its arguments
 * @param ackId id that the server will acknowledge it by, where we asked for that
 * @param sid which client it went to, as a server sees it; empty on the side of a client
 */
public record EventSent(
        Instant time, String nsp, EventName name, Arguments args, OptionalLong ackId, Optional<String> sid)
        implements Event {

    /** The same on the side of a client. */
    public EventSent(Instant time, String nsp, EventName name, Arguments args, OptionalLong ackId) {
        this(time, nsp, name, args, ackId, Optional.empty());
    }

    /** The same for a name that is a string. */
    public EventSent(Instant time, String nsp, String name, Arguments args, OptionalLong ackId) {
        this(time, nsp, EventName.of(name), args, ackId);
    }

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
