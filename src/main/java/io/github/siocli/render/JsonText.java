package io.github.siocli.render;

import io.github.siocli.event.Arguments;
import io.github.siocli.json.Json;
import io.github.siocli.text.Utf8Builder;
import java.time.Duration;

/** Appends parts of JSON records without intermediate copies. */
final class JsonText {

    private JsonText() {}

    /** Appends a JSON string. */
    static void appendString(Utf8Builder out, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                Json.string(value).appendTo(out);
                return;
            }
        }
        out.append('"').append(value).append('"');
    }

    /** Appends the arguments as an array, with binary values in Base64. */
    static void appendArray(Utf8Builder out, Arguments args) {
        out.append('[');
        appendElements(out, args);
        out.append(']');
    }

    private static void appendElements(Utf8Builder out, Arguments args) {
        boolean first = true;
        for (Json value : args.values()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            args.appendText(value, out);
        }
    }

    /** Appends the arguments, separated by commas, with placeholders for binary values. */
    static void appendRawElements(Utf8Builder out, Arguments args, boolean afterAnother) {
        boolean comma = afterAnother;
        for (Json value : args.values()) {
            if (comma) {
                out.append(',');
            }
            comma = true;
            value.appendOneLineTo(out);
        }
    }

    /** Appends milliseconds with three decimals. */
    static void appendMillis(Utf8Builder out, Duration duration) {
        long micros = duration.toNanos() / 1_000;
        out.append(micros / 1_000).append('.');
        long decimals = micros % 1_000;
        if (decimals < 100) {
            out.append('0');
        }
        if (decimals < 10) {
            out.append('0');
        }
        out.append(decimals);
    }

    /** Returns milliseconds, limited to the largest long, as a server may announce any duration. */
    static long wholeMillis(Duration duration) {
        return duration.getSeconds() >= Long.MAX_VALUE / 1_000 ? Long.MAX_VALUE : duration.toMillis();
    }
}
