package io.github.siocli.event;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * An emission that waited to be sent will not be: nothing of it went out.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param name name of the event
 * @param ackId id that the server would have acknowledged it by, where we asked for that
 * @param reason why
 */
public record EventDropped(Instant time, String nsp, EventName name, OptionalLong ackId, DropReason reason)
        implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
