package io.github.siocli.event;

import java.time.Instant;

/**
 * The session moved to another transport.
 *
 * @param time when it happened
 * @param from the transport it was opened over
 * @param to the transport from now on
 */
public record Upgraded(Instant time, Transport from, Transport to) implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
