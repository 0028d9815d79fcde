package io.github.siocli.shell;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Deadlines as values of {@link System#nanoTime}, which changes of the system time do not affect. */
public final class Deadlines {

    private static final long UNLIMITED_NANOS = Long.MAX_VALUE / 4;

    /** No deadline; the clock is not read for it. */
    public static final long NEVER = Long.MIN_VALUE;

    private Deadlines() {}

    /**
     * Returns a deadline.
     *
     * @param time the time from now to the deadline; null for no deadline
     */
    public static long after(@Nullable Duration time) {
        return time == null ? NEVER : System.nanoTime() + time.toNanos();
    }

    /** Returns true if a deadline has passed. */
    public static boolean hasPassed(long deadline) {
        return deadline != NEVER && deadline - System.nanoTime() <= 0;
    }

    /** Returns true if {@link #nanosLeft} has returned a time for a deadline that does not exist. */
    public static boolean isUnlimited(long nanosLeft) {
        return nanosLeft >= UNLIMITED_NANOS;
    }

    /** Returns the nanoseconds until a deadline, at least 0; a very large number if there is none. */
    public static long nanosLeft(long deadline) {
        return deadline == NEVER ? UNLIMITED_NANOS : Math.max(0, deadline - System.nanoTime());
    }
}
