package io.github.siocli.client;

import io.socket.backo.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Counts the attempts to connect again, and says how long to wait before each: as the JavaScript client does. */
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

    /** Takes another attempt, and gives the time to wait before it; empty where there are no more. */
    synchronized Optional<Duration> next() {
        if (limit.isPresent() && made >= limit.getAsInt()) {
            return Optional.empty();
        }
        made++;
        return Optional.of(Duration.ofMillis(backoff.duration()));
    }

    /** Number of attempts taken since the last connection. */
    synchronized int made() {
        return made;
    }

    /** There is a connection: what fails from now on is a new series. */
    synchronized void restart() {
        made = 0;
        backoff.reset();
    }
}
