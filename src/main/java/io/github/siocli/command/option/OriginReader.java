package io.github.siocli.command.option;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads origins of web pages (HTML standard, "origin"). */
public final class OriginReader {

    private static final Pattern ORIGIN = Pattern.compile(
            "[a-z][a-z0-9+.-]*://(?:[a-z0-9._-]+|\\[[0-9a-f:.]+])(?::\\d{1,5})?|file://|null",
            Pattern.CASE_INSENSITIVE);

    private OriginReader() {}

    /**
     * Returns an origin without the slash that may follow it: scheme, host and an optional port, or {@code null}. Empty if
     * the text is none.
     */
    public static Optional<String> read(String text) {
        String origin = text.matches(".+[^:/]/") ? text.substring(0, text.length() - 1) : text;
        return ORIGIN.matcher(origin).matches() ? Optional.of(origin) : Optional.empty();
    }
}
