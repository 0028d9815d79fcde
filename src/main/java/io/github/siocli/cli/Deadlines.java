package io.github.siocli.cli;

import java.time.Duration;
import java.util.Optional;

/** When time runs out, by the clock that never jumps. */
final class Deadlines {

    private static final long FAR = Long.MAX_VALUE / 4;

    private Deadlines() {}

    /** The moment after a time from now, in the terms of {@link System#nanoTime}. */
    static long in(Optional<Duration> time) {
        return System.nanoTime() + time.map(Duration::toNanos).orElse(FAR);
    }

    static boolean isOver(long deadline) {
        return deadline - System.nanoTime() <= 0;
    }

    static long left(long deadline) {
        return Math.max(0, deadline - System.nanoTime());
    }
}
