package io.github.siocli.event;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A new attempt to connect will be made.
 *
 * @param time when it happened
 * @param attempt number of the attempt, from 1
 * @param limit number of attempts that will be made at most; empty where there is no limit
 * @param delay how long it is waited before
 */
public record ReconnectScheduled(Instant time, int attempt, OptionalInt limit, Duration delay) implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
