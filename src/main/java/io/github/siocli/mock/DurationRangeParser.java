package io.github.siocli.mock;

import io.github.siocli.command.option.DurationReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.server.fault.DurationRange;
import java.time.Duration;

/** Parses a duration or a range: {@code 2s}, {@code 100ms..2s}. */
final class DurationRangeParser {

    private static final String BETWEEN = "..";

    private DurationRangeParser() {}

    /**
     * Parses a range.
     *
     * @param name name of the setting, for the message
     * @throws FailureException if the text is invalid
     */
    static DurationRange parse(String name, String text) throws FailureException {
        int between = text.indexOf(BETWEEN);
        if (between < 0) {
            return DurationRange.of(DurationReader.parse(name, text));
        }
        Duration min = DurationReader.parse(name, text.substring(0, between));
        Duration max = DurationReader.parse(name, text.substring(between + BETWEEN.length()));
        if (max.compareTo(min) < 0) {
            throw UsageErrors.error(name + " has its limits in the wrong order: " + text, "100ms..2s");
        }
        return new DurationRange(min, max);
    }
}
