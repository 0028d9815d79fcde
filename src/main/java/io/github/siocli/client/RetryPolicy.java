package io.github.siocli.client;

import io.socket.backo.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Counts attempts to reconnect and computes the delay before each, with the values of the JavaScript client. */
final class RetryPolicy {

    private static final long MIN_DELAY_MILLIS = 1_000;
    private static final long MAX_DELAY_MILLIS = 5_000;
    private static final double JITTER = 0.5;

    private final OptionalInt limit;
    private final Backoff backoff =
            new Backoff().setMin(MIN_DELAY_MILLIS).setMax(MAX_DELAY_MILLIS).setJitter(JITTER);
    private int attempts;

    RetryPolicy(OptionalInt limit) {
        this.limit = limit;
    }

    /** Counts another attempt and returns the delay before it; empty if the limit is reached. */
    synchronized Optional<Duration> nextDelay() {
        if (limit.isPresent() && attempts >= limit.getAsInt()) {
            return Optional.empty();
        }
        attempts++;
        return Optional.of(Duration.ofMillis(backoff.duration()));
    }

    /** Returns the number of attempts since the last connection. */
    synchronized int attempts() {
        return attempts;
    }

    /** Starts a new series of attempts. */
    synchronized void reset() {
        attempts = 0;
        backoff.reset();
    }
}
