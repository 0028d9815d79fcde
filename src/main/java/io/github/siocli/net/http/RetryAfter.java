package io.github.siocli.net.http;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import okhttp3.Headers;

/** Describes when a client may try again (Retry-After: RFC 9110, 10.2.3). */
public final class RetryAfter {

    private static final int MOST_DIGITS = 9;
    private static final String LATER = "later";

    private RetryAfter() {}

    /** Returns the time as text, such as "in 30 s"; "later" if the field is missing or invalid. */
    public static String of(Headers fields, Instant now) {
        String value = fields.get("Retry-After");
        if (value == null) {
            return LATER;
        }
        String seconds = value.strip();
        if (!seconds.isEmpty()
                && seconds.length() <= MOST_DIGITS
                && seconds.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return "in " + text(Duration.ofSeconds(Long.parseLong(seconds))) + " (Retry-After)";
        }
        Date date = fields.getDate("Retry-After");
        if (date == null) {
            return LATER;
        }
        Instant time = date.toInstant();
        Duration left = Duration.between(now, time);
        String until = "after " + time.truncatedTo(ChronoUnit.SECONDS);
        // Rounded up, because a request before that moment is too early.
        return until
                + (left.isNegative()
                        ? " (Retry-After, already past)"
                        : ", in " + text(left.plusMillis(999)) + " (Retry-After)");
    }

    private static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3600) {
            return minutes(seconds) + " min";
        }
        return seconds < 48 * 3600 ? hours(seconds) + " h" : seconds / (24 * 3600) + " days";
    }

    private static long minutes(long seconds) {
        return (seconds + 59) / 60;
    }

    private static long hours(long seconds) {
        return (seconds + 3599) / 3600;
    }
}
