package io.github.siocli.render;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The form of the times at the start of lines. */
public enum TimestampFormat {
    /** Time of day, such as {@code 13:00:00.123}. */
    TIME,
    /** Seconds since the previous line, such as {@code +0.250}. */
    DELTA,
    /** Date and time in UTC, such as {@code 2026-01-01T12:00:00.123Z}, as in JSON records. */
    ISO;

    /** The names of all formats, in the order of the constants. */
    public static final List<String> NAMES = List.of("time", "delta", "iso");

    /** Returns the format with a name; empty if there is none. */
    public static Optional<TimestampFormat> named(String name) {
        int index = NAMES.indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(values()[index]);
    }

    /** Returns a new formatter; the zone of the time of day is looked up when it is first needed. */
    Timestamps create(Supplier<ZoneId> zone) {
        return switch (this) {
            case TIME -> Timestamps.timeOfDay(zone);
            case DELTA -> Timestamps.delta();
            case ISO -> Timestamps.utc();
        };
    }
}
