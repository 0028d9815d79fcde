package io.github.siocli.protocol.engineio;

import io.github.siocli.text.Utf8Text;
import java.nio.charset.StandardCharsets;

/** Decodes text of Engine.IO packets, which must be UTF-8. */
public final class StrictUtf8 {

    private StrictUtf8() {}

    /**
     * Decodes all bytes.
     *
     * @throws PacketSyntaxException if they are not UTF-8; the message has the offset of the first invalid byte
     */
    public static String decode(byte[] bytes) throws PacketSyntaxException {
        require(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Checks all bytes.
     *
     * @throws PacketSyntaxException if they are not UTF-8; the message has the offset of the first invalid byte
     */
    public static void require(byte[] bytes) throws PacketSyntaxException {
        int invalid = Utf8Text.firstInvalid(bytes, 0, bytes.length);
        if (invalid >= 0) {
            throw new PacketSyntaxException("text that is not UTF-8 at byte " + invalid);
        }
    }
}
