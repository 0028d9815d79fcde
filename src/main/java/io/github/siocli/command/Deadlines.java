package io.github.siocli.command;

import java.time.Duration;
import java.util.Optional;

/** Deadlines as values of {@link System#nanoTime}, which changes of the system time do not affect. */
final class Deadlines {

    private static final long UNLIMITED_NANOS = Long.MAX_VALUE / 4;

    /** No deadline, so that the clock need not be read. */
    private static final long NEVER = Long.MIN_VALUE;

    private Deadlines() {}

    /** Returns the deadline after a time from now, or no deadline if the time is empty. */
    static long after(Optional<Duration> time) {
        return time.isPresent() ? System.nanoTime() + time.get().toNanos() : NEVER;
    }

    /** Returns true if a deadline has passed. */
    static boolean hasPassed(long deadline) {
        return deadline != NEVER && deadline - System.nanoTime() <= 0;
    }

    /** Returns the nanoseconds until a deadline, at least 0; a very large number if there is none. */
    static long nanosLeft(long deadline) {
        return deadline == NEVER ? UNLIMITED_NANOS : Math.max(0, deadline - System.nanoTime());
    }
}
