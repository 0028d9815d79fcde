package io.github.siocli.protocol.socketio;

import io.github.siocli.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Recognizes the offset that a server appends to the arguments of an event (connection state recovery).
 *
 * <p>Events that ask for an acknowledgement and volatile events have no offset, so the last argument may be the
 * application's. A value counts as an offset if it has a form that the Socket.IO adapters use and the server time in it
 * is plausible.
 */
public final class OffsetDetector {

    /** Largest difference between an offset's time and our clock: clock skew, or the age of a missed event. */
    private static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofDays(7);

    /** Digits of the base 64 form, in the order of their values. */
    private static final String BASE64_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

    private static final int BASE64_TIME_LENGTH = 7;
    private static final int DECIMAL_TIME_LENGTH = 13;
    private static final int OBJECT_ID_LENGTH = 24;
    private static final int MAX_LENGTH = 40;

    private OffsetDetector() {}

    /** Returns the offset in a value; empty if the value is not an offset. */
    public static Optional<String> detect(Json value, Instant now) {
        // Offsets are ASCII. A large argument is not decoded for this.
        if (value.kind() != Json.Kind.STRING || value.size() - 2 > MAX_LENGTH) {
            return Optional.empty();
        }
        String text = value.text();
        String unquoted = text.substring(1, text.length() - 1);
        if (unquoted.length() < BASE64_TIME_LENGTH) {
            return Optional.empty();
        }
        long millis = timeMillis(unquoted);
        return millis >= 0
                        && Duration.between(Instant.ofEpochMilli(millis), now)
                                        .abs()
                                        .compareTo(MAX_CLOCK_DIFFERENCE)
                                <= 0
                ? Optional.of(unquoted)
                : Optional.empty();
    }

    /**
     * Returns the time in an offset, in milliseconds; -1 if the text has none of the known forms.
     *
     * <p>The forms are: milliseconds in base 64, optionally followed by a dot and a counter (default); decimal
     * milliseconds, a hyphen and a counter (stream id); 24 hexadecimal digits that begin with the seconds (ObjectId).
     */
    private static long timeMillis(String text) {
        if (text.length() == BASE64_TIME_LENGTH
                || text.charAt(BASE64_TIME_LENGTH) == '.' && isBase64(text, BASE64_TIME_LENGTH + 1)) {
            return isBase64(text, 0, BASE64_TIME_LENGTH) ? decodeBase64Time(text) : -1;
        }
        if (text.length() > DECIMAL_TIME_LENGTH + 1 && text.charAt(DECIMAL_TIME_LENGTH) == '-') {
            boolean isStreamId = isDigits(text, 0, DECIMAL_TIME_LENGTH, 10)
                    && isDigits(text, DECIMAL_TIME_LENGTH + 1, text.length(), 10);
            return isStreamId ? Long.parseLong(text, 0, DECIMAL_TIME_LENGTH, 10) : -1;
        }
        if (text.length() == OBJECT_ID_LENGTH && isDigits(text, 0, OBJECT_ID_LENGTH, 16)) {
            return Long.parseLong(text, 0, 8, 16) * 1000;
        }
        return -1;
    }

    private static boolean isBase64(String text, int from) {
        return text.length() > from && isBase64(text, from, text.length());
    }

    private static boolean isBase64(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (BASE64_DIGITS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static long decodeBase64Time(String text) {
        long number = 0;
        for (int i = 0; i < BASE64_TIME_LENGTH; i++) {
            number = number * BASE64_DIGITS.length() + BASE64_DIGITS.indexOf(text.charAt(i));
        }
        return number;
    }

    private static boolean isDigits(String text, int from, int end, int radix) {
        for (int i = from; i < end; i++) {
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), radix) < 0) {
                return false;
            }
        }
        return true;
    }
}
