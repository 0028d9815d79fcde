package io.github.siocli.cli.options;

import io.github.siocli.event.FailureException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ParseResult;

/** Reads durations: {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}; a number alone is seconds, as in curl. */
public final class TimeSpans {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|)");

    private TimeSpans() {}

    /**
     * The duration that an option gives, where it is given.
     *
     * @throws FailureException where it is none
     */
    public static Optional<Duration> of(ParseResult parsed, String name) throws FailureException {
        Optional<String> text = Flags.text(parsed, name);
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(name, text.get()));
    }

    /**
     * The duration that a text stands for.
     *
     * @param name what the text belongs to, for the message
     * @throws FailureException where it is none
     */
    public static Duration parse(String name, String text) throws FailureException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw Usage.error(name + " takes a duration, not \"" + text + "\"", "500ms, 5s, 2m or 1h");
        }
        long nanosOfUnit = switch (form.group(2)) {
            case "ms" -> 1_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 1_000_000_000L;
        };
        BigDecimal nanos = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(nanosOfUnit));
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) > 0) {
            throw Usage.error(name + " is too long: " + text, "less than 70 years");
        }
        return Duration.ofNanos(nanos.longValue());
    }
}
