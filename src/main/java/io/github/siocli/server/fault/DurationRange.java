package io.github.siocli.server.fault;

import io.github.siocli.command.option.DurationReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A duration or a range: {@code 2s}, {@code 100ms..2s}.
 *
 * @param min shortest duration
 * @param max longest duration
 */
public record DurationRange(Duration min, Duration max) {

    private static final String BETWEEN = "..";

    /**
     * Parses a range.
     *
     * @param name name of the setting, for the message
     * @throws FailureException if the text is invalid
     */
    public static DurationRange parse(String name, String text) throws FailureException {
        int between = text.indexOf(BETWEEN);
        if (between < 0) {
            Duration fixed = DurationReader.parse(name, text);
            return new DurationRange(fixed, fixed);
        }
        Duration least = DurationReader.parse(name, text.substring(0, between));
        Duration most = DurationReader.parse(name, text.substring(between + BETWEEN.length()));
        if (most.compareTo(least) < 0) {
            throw UsageErrors.error(name + " has its limits in the wrong order: " + text, "100ms..2s");
        }
        return new DurationRange(least, most);
    }

    /** Draws a random duration of the range. */
    public Duration draw(RandomGenerator random) {
        long width = max.minus(min).toNanos();
        return width == 0 ? min : min.plusNanos(random.nextLong(width + 1));
    }
}
