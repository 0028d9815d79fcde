package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers and sizes from option values. */
public final class CountReader {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*([kmg]?)i?b?");

    private CountReader() {}

    /** Reads a whole number within bounds. */
    public static int between(String option, String text, int min, int max) throws FailureException {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notNumber) {
            // Reported below, as a number out of range is.
        }
        throw UsageErrors.error(
                option + " takes a number from " + min + " to " + max + ", not \"" + text.strip() + "\"", "");
    }

    /** Reads a number of bytes: {@code 1000}, {@code 64k}, {@code 1M}. */
    public static int size(String option, String text) throws FailureException {
        Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long unit = switch (matcher.group(2)) {
                case "k" -> 1L << 10;
                case "m" -> 1L << 20;
                case "g" -> 1L << 30;
                default -> 1;
            };
            long bytes = Long.parseLong(matcher.group(1)) * unit;
            if (bytes > 0 && bytes <= Integer.MAX_VALUE) {
                return (int) bytes;
            }
        }
        throw UsageErrors.error(option + " takes a size of at most 2 GiB, not \"" + text.strip() + "\"", "64k or 1M");
    }
}
