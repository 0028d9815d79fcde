package io.github.siocli.render;

import io.github.siocli.text.Utf8Builder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Formats times with three decimals. It caches the text of the last second, as events arrive in bursts. */
class Timestamps {

    private final Supplier<ZoneId> zone;
    private final boolean date;
    private final Utf8Builder text = new Utf8Builder(20);
    private long second = Long.MIN_VALUE;

    private Timestamps(Supplier<ZoneId> zone, boolean date) {
        this.zone = zone;
        this.date = date;
    }

    /** Returns a format like {@code 2026-01-01T12:00:00.123Z}. */
    static Timestamps utc() {
        return new Timestamps(() -> ZoneOffset.UTC, true);
    }

    /** Returns a format like {@code 12:00:00.123}; the zone is looked up when it is first needed. */
    static Timestamps timeOfDay(Supplier<ZoneId> zone) {
        return new Timestamps(zone, false);
    }

    /** Returns a format like {@code    +0.250}: the seconds since the time before, with at least nine columns. */
    static Timestamps delta() {
        return new Delta();
    }

    private static final class Delta extends Timestamps {

        private static final int COLUMNS = 9;

        /** Null before the first time. */
        private @Nullable Instant previous;

        Delta() {
            super(() -> ZoneOffset.UTC, false);
        }

        @Override
        void append(Utf8Builder out, Instant time) {
            long millis = previous == null
                    ? 0
                    : Math.max(0, Duration.between(previous, time).toMillis());
            previous = time;
            String seconds = "+" + millis / 1_000 + ".";
            for (int i = seconds.length() + 3; i < COLUMNS; i++) {
                out.append(' ');
            }
            out.append(seconds);
            appendPadded(out, (int) (millis % 1_000), 100);
        }
    }

    void append(Utf8Builder out, Instant time) {
        if (time.getEpochSecond() != second) {
            format(time);
        }
        out.append(text).append('.');
        appendPadded(out, time.getNano() / 1_000_000, 100);
        if (date) {
            out.append('Z');
        }
    }

    private void format(Instant time) {
        LocalDateTime local = LocalDateTime.ofInstant(time, zone.get());
        text.setLength(0);
        if (date) {
            appendPadded(text, local.getYear(), 1000);
            text.append('-');
            appendPadded(text, local.getMonthValue(), 10);
            text.append('-');
            appendPadded(text, local.getDayOfMonth(), 10);
            text.append('T');
        }
        appendPadded(text, local.getHour(), 10);
        text.append(':');
        appendPadded(text, local.getMinute(), 10);
        text.append(':');
        appendPadded(text, local.getSecond(), 10);
        second = time.getEpochSecond();
    }

    private static void appendPadded(Utf8Builder out, int number, int highestPlace) {
        for (int place = highestPlace; place > 1 && number < place; place /= 10) {
            out.append('0');
        }
        out.append(number);
    }
}
