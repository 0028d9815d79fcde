package io.github.siocli.client.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import okio.BufferedSource;

/** How a payload of Engine.IO 3 that begins with a handshake is framed. */
enum Framing {
    /** {@code 97:0{"sid":…} */
    TEXT("\\d{1,10}:0\\{.*"),
    /** The same with the digits as bytes, between a zero and 255. */
    BINARY("\\x00[\\x00-\\x09]{1,10}\\xff0\\{.*");

    private static final long ENOUGH = 16;

    private final Pattern pattern;

    Framing(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }

    /** The framing of a payload, of which nothing is taken; empty where it is not a handshake of Engine.IO 3. */
    static Optional<Framing> of(BufferedSource payload) throws IOException {
        payload.request(ENOUGH);
        String start = payload.getBuffer().snapshot().string(StandardCharsets.ISO_8859_1);
        for (Framing framing : values()) {
            if (framing.pattern.matcher(start).matches()) {
                return Optional.of(framing);
            }
        }
        return Optional.empty();
    }
}
