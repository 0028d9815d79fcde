package io.github.siocli.event;

import java.time.Instant;
import java.util.List;

/**
 * Something came in that is not a valid packet. It was left out, and the session goes on.
 *
 * @param time when it happened
 * @param packet the text that came in
 * @param problem what is wrong with it
 * @param attachments the binary messages in or behind it, which no event holds
 */
public record PacketRejected(Instant time, String packet, String problem, List<Attachment> attachments)
        implements Event {

    public PacketRejected {
        attachments = List.copyOf(attachments);
    }

    /** The same without binary messages. */
    public PacketRejected(Instant time, String packet, String problem) {
        this(time, packet, problem, List.of());
    }

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
