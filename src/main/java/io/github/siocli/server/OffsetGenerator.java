package io.github.siocli.server;

import java.time.Clock;
import java.util.function.Supplier;

/**
 * Generates offsets of events (Socket.IO, "Connection state recovery") in the form of the reference server: the time
 * in seven digits, and a counter if several have the same time. Clients recognise offsets by this form.
 */
final class OffsetGenerator implements Supplier<String> {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

    private final Clock clock;
    private long latest;
    private long sameTime;

    OffsetGenerator(Clock clock) {
        this.clock = clock;
    }

    /** Returns the next offset. It is unique even if the clock is set back. */
    @Override
    public String get() {
        long now = clock.millis();
        if (now > latest) {
            latest = now;
            sameTime = 0;
            return digits(now);
        }
        return digits(latest) + "." + digits(sameTime++);
    }

    private static String digits(long number) {
        StringBuilder digits = new StringBuilder();
        long left = number;
        do {
            digits.append(ALPHABET.charAt((int) (left % ALPHABET.length())));
            left /= ALPHABET.length();
        } while (left > 0);
        return digits.reverse().toString();
    }
}
