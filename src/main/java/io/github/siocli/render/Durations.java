package io.github.siocli.render;

import io.github.siocli.text.Utf8Builder;
import java.time.Duration;

/** Formats durations for users: 0.42 ms, 3.2 ms, 450 ms, 1.25 s, 2 min 3 s, 5 h. */
public final class Durations {

    private Durations() {}

    /** Returns the duration, rounded to a precision that suits its length. */
    public static String text(Duration duration) {
        Utf8Builder text = new Utf8Builder(12);
        append(text, duration);
        return text.toString();
    }

    static void append(Utf8Builder out, Duration duration) {
        long seconds = Math.max(0, duration.getSeconds());
        long micros = duration.isNegative() ? 0 : (duration.getNano() + 500) / 1_000;
        if (seconds == 0 && micros < 995) {
            Decimals.append(out, micros, 10, 2);
            out.append(" ms");
        } else if (seconds == 0 && micros < 9_950) {
            Decimals.append(out, micros, 100, 1);
            out.append(" ms");
        } else if (seconds == 0 && micros < 999_500) {
            Decimals.append(out, micros, 1_000, 0);
            out.append(" ms");
        } else if (seconds < 60 && seconds * 1_000_000 + micros < 59_995_000) {
            Decimals.append(out, seconds * 1_000_000 + micros, 10_000, 2);
            out.append(" s");
        } else {
            appendLong(out, seconds + (micros >= 500_000 ? 1 : 0));
        }
    }

    private static void appendLong(Utf8Builder out, long seconds) {
        long minutes = seconds / 60;
        if (minutes < 60) {
            appendTwo(out, minutes, " min", seconds % 60, " s");
        } else {
            appendTwo(out, minutes / 60, " h", minutes % 60, " min");
        }
    }

    private static void appendTwo(Utf8Builder out, long large, String largeUnit, long small, String smallUnit) {
        out.append(large).append(largeUnit);
        if (small > 0) {
            out.append(' ').append(small).append(smallUnit);
        }
    }
}
