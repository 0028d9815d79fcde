package io.github.siocli.event;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * An event came in.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param name name of the event
 * @param args its arguments
 * @param ackId id to acknowledge it by, where the server asks for an acknowledgement
 */
public record EventReceived(Instant time, String nsp, String name, Arguments args, OptionalLong ackId)
        implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
