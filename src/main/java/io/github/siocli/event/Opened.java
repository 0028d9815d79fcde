package io.github.siocli.event;

import java.time.Instant;

/**
 * The server opened an Engine.IO session.
 *
 * @param time when it happened
 * @param transport the transport it was opened over
 * @param handshake what the server said
 */
public record Opened(Instant time, Transport transport, Handshake handshake) implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
