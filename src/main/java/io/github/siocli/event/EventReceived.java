package io.github.siocli.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An event came in.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param name name of the event
 * @param args its arguments
 * @param ackId id to acknowledge it by, where the server asks for an acknowledgement
 * @param offset what the server put behind the arguments, to resume after this event (connection state recovery)
 * @param sid which client sent it, as a server sees it; empty on the side of a client
 */
public record EventReceived(
        Instant time,
        String nsp,
        EventName name,
        Arguments args,
        OptionalLong ackId,
        Optional<String> offset,
        Optional<String> sid)
        implements Event {

    /** One on the side of a client that nothing can be resumed after. */
    public EventReceived(Instant time, String nsp, EventName name, Arguments args, OptionalLong ackId) {
        this(time, nsp, name, args, ackId, Optional.empty(), Optional.empty());
    }

    /** The same for a name that is a string. */
    public EventReceived(Instant time, String nsp, String name, Arguments args, OptionalLong ackId) {
        this(time, nsp, EventName.of(name), args, ackId);
    }

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
