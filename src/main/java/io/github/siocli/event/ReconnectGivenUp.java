package io.github.siocli.event;

import java.time.Instant;

/**
 * No more attempts to connect will be made.
 *
 * @param time when it happened
 * @param attempts number of attempts that failed
 */
public record ReconnectGivenUp(Instant time, int attempts) implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
