package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ParseResult;

/** Reads durations such as {@code 500ms}, {@code 5s}, {@code 2m} or {@code 1h}; a number alone is seconds, as in curl. */
public final class DurationReader {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|)");

    /** 73 years, which stands for no limit. */
    private static final Duration UNLIMITED = Duration.ofNanos(Long.MAX_VALUE / 4);

    private DurationReader() {}

    /**
     * Reads the duration of an option; empty if the option is not given.
     *
     * @throws FailureException if the value is no duration
     */
    public static Optional<Duration> read(ParseResult parsed, String name) throws FailureException {
        Optional<String> text = OptionSpecs.text(parsed, name);
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(name, text.get()));
    }

    /**
     * Reads the time limit of an option; empty if the option is not given, an endless time if it is 0, as in curl.
     *
     * @throws FailureException if the value is no duration
     */
    public static Optional<Duration> readLimit(ParseResult parsed, String name) throws FailureException {
        return read(parsed, name).map(DurationReader::unlimitedIfZero);
    }

    /** Returns a time limit, or an endless time if the limit is 0. */
    public static Duration unlimitedIfZero(Duration limit) {
        return limit.isZero() ? UNLIMITED : limit;
    }

    /**
     * Reads the time limit of an option; empty if the option is not given or is 0.
     *
     * @throws FailureException if the value is no duration
     */
    public static Optional<Duration> readFiniteLimit(ParseResult parsed, String name) throws FailureException {
        return read(parsed, name).filter(time -> !time.isZero());
    }

    /**
     * Parses a duration.
     *
     * @param name name of the option or argument, for messages
     * @throws FailureException if the text is no duration
     */
    public static Duration parse(String name, String text) throws FailureException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw UsageErrors.error(name + " takes a duration, not \"" + text + "\"", "500ms, 5s, 2m or 1h");
        }
        long nanosOfUnit = switch (form.group(2)) {
            case "ms" -> 1_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 1_000_000_000L;
        };
        BigDecimal nanos = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(nanosOfUnit));
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) > 0) {
            throw UsageErrors.error(name + " is too long: " + text, "less than 70 years");
        }
        return Duration.ofNanos(nanos.longValue());
    }
}
