package io.github.siocli.client.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text from bytes that must be UTF-8 (RFC 6455, 8.1). */
final class Utf8 {

    private static final char REPLACEMENT = '\ufffd';
    private static final int MOST_CONTINUATIONS = 3;

    private Utf8() {}

    static String decode(byte[] bytes, int offset, int length) throws ProtocolViolation {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        // The fast decoder puts this character where bytes are wrong; it can also be what was sent.
        if (text.indexOf(REPLACEMENT) >= 0 && !isValid(bytes, offset, length)) {
            throw new ProtocolViolation(CloseFrame.NOT_UTF8, "a text that is not UTF-8");
        }
        return text;
    }

    /** Returns how many of the bytes are whole characters: fewer than all if they end within one. */
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

    private static boolean isValid(byte[] bytes, int offset, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
