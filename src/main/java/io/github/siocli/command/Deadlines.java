package io.github.siocli.command;

import java.time.Duration;
import java.util.Optional;

/** When time runs out, by the clock that never jumps. */
final class Deadlines {

    private static final long FAR = Long.MAX_VALUE / 4;

    /** No moment at all: for this the clock need not be read. */
    private static final long NEVER = Long.MIN_VALUE;

    private Deadlines() {}

    /** The moment after a time from now, in the terms of {@link System#nanoTime}. */
    static long in(Optional<Duration> time) {
        return time.isPresent() ? System.nanoTime() + time.get().toNanos() : NEVER;
    }

    static boolean isOver(long deadline) {
        return deadline != NEVER && deadline - System.nanoTime() <= 0;
    }

    static long left(long deadline) {
        return deadline == NEVER ? FAR : Math.max(0, deadline - System.nanoTime());
    }
}
