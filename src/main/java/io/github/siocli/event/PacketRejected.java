package io.github.siocli.event;

import java.time.Instant;

/**
 * Something came in that is not a valid packet. It was left out, and the session goes on.
 *
 * @param time when it happened
 * @param packet the text that came in
 * @param problem what is wrong with it
 */
public record PacketRejected(Instant time, String packet, String problem) implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
