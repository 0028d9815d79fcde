package io.github.siocli.client.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import okio.BufferedSource;

/** The framing of an Engine.IO 3 payload, recognized from a handshake at its beginning. */
enum Eio3PayloadFraming {
    /** Length and packet as text: {@code 97:0{"sid":…}. */
    TEXT("\\d{1,10}:0\\{.*"),
    /** Length in bytes of value 0 to 9, after a byte of zero and before one of 255. */
    BINARY("\\x00[\\x00-\\x09]{1,10}\\xff0\\{.*");

    private static final long PREFIX_BYTES = 16;

    private final Pattern pattern;

    Eio3PayloadFraming(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }

    /**
     * Returns the framing of a payload without consuming it; empty if it does not begin with a handshake of Engine.IO
     * 3.
     */
    static Optional<Eio3PayloadFraming> detect(BufferedSource payload) throws IOException {
        payload.request(PREFIX_BYTES);
        String start = payload.getBuffer().snapshot().string(StandardCharsets.ISO_8859_1);
        for (Eio3PayloadFraming framing : values()) {
            if (framing.pattern.matcher(start).matches()) {
                return Optional.of(framing);
            }
        }
        return Optional.empty();
    }
}
