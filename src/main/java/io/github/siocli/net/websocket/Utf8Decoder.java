package io.github.siocli.net.websocket;

import io.github.siocli.text.Utf8Text;
import java.nio.charset.StandardCharsets;

/** Decodes text that must be UTF-8 (RFC 6455, 8.1). */
final class Utf8Decoder {

    private static final char REPLACEMENT = '\ufffd';
    private static final int MOST_CONTINUATIONS = 3;

    private Utf8Decoder() {}

    static String decode(byte[] bytes, int offset, int length) throws ProtocolViolationException {
        return decode(bytes, offset, length, 0);
    }

    /**
     * Decodes a part of a text.
     *
     * @param before number of bytes of the text before this part
     * @throws ProtocolViolationException if the bytes are not UTF-8; the message has the offset of the first wrong byte
     */
    static String decode(byte[] bytes, int offset, int length, int before) throws ProtocolViolationException {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        // The fast decoder replaces wrong bytes with this character, but the server may also have sent the character
        // itself.
        int invalid = text.indexOf(REPLACEMENT) < 0 ? -1 : Utf8Text.firstInvalid(bytes, offset, offset + length);
        if (invalid >= 0) {
            throw new ProtocolViolationException(
                    CloseFrame.NOT_UTF8, "a text that is not UTF-8 at byte " + (before + invalid - offset));
        }
        return text;
    }

    /** Returns how many bytes belong to complete characters; fewer than all if the last character is cut. */
    static int completeLength(byte[] bytes, int length) {
        for (int back = 1; back <= Math.min(MOST_CONTINUATIONS, length); back++) {
            int b = bytes[length - back] & 0xff;
            if ((b & 0xc0) != 0x80) {
                int needed = b < 0xc0 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
                return needed > back ? length - back : length;
            }
        }
        return length;
    }
}
