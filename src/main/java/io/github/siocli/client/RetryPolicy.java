package io.github.siocli.client;

import io.socket.backo.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Counts attempts to reconnect and computes the delay before each, with the values of the JavaScript client. */
final class RetryPolicy {

    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 5_000;
    private static final double JITTER = 0.5;

    private final OptionalInt limit;
    private final Backoff backoff =
            new Backoff().setMin(FIRST_MILLIS).setMax(LONGEST_MILLIS).setJitter(JITTER);
    private int made;

    RetryPolicy(OptionalInt limit) {
        this.limit = limit;
    }

    /** Counts another attempt and returns the delay before it; empty if the limit is reached. */
    synchronized Optional<Duration> next() {
        if (limit.isPresent() && made >= limit.getAsInt()) {
            return Optional.empty();
        }
        made++;
        return Optional.of(Duration.ofMillis(backoff.duration()));
    }

    /** Returns the number of attempts since the last connection. */
    synchronized int made() {
        return made;
    }

    /** Starts a new series of attempts. */
    synchronized void restart() {
        made = 0;
        backoff.reset();
    }
}
