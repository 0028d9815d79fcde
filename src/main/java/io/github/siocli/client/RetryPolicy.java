package io.github.siocli.client;

import io.socket.backo.Backoff;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts attempts to reconnect and computes the delay before each, with the values of the JavaScript client. Any thread
 * may call: a namespace resets it with another lock held than that of the {@link Reconnector}.
 */
final class RetryPolicy {

    private static final long MIN_DELAY_MILLIS = 1_000;
    private static final long MAX_DELAY_MILLIS = 5_000;
    private static final double JITTER = 0.5;

    private final int maxAttempts;
    private final Backoff backoff =
            new Backoff().setMin(MIN_DELAY_MILLIS).setMax(MAX_DELAY_MILLIS).setJitter(JITTER);
    private int attempts;

    /**
     * Creates a policy.
     *
     * @param maxAttempts largest number of attempts in a series
     */
    RetryPolicy(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    /** Counts another attempt and returns the delay before it; empty if the limit is reached. */
    synchronized Optional<Duration> nextDelay() {
        if (attempts >= maxAttempts) {
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
