package io.github.siocli.server.fault;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A range of durations.
 *
 * @param min shortest duration
 * @param max longest duration
 */
public record DurationRange(Duration min, Duration max) {

    /** Returns a range of one duration. */
    public static DurationRange of(Duration time) {
        return new DurationRange(time, time);
    }

    /** Draws a random duration of the range. */
    public Duration draw(RandomGenerator random) {
        long width = max.minus(min).toNanos();
        return width == 0 ? min : min.plusNanos(random.nextLong(width + 1));
    }
}
