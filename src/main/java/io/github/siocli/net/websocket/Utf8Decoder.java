package io.github.siocli.net.websocket;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Decodes text that must be UTF-8 (RFC 6455, 8.1). */
final class Utf8Decoder {

    private static final char REPLACEMENT = '\ufffd';
    private static final int MOST_CONTINUATIONS = 3;
    private static final int CHUNK = 1024;

    private Utf8Decoder() {}

    static String decode(byte[] bytes, int offset, int length) throws ProtocolViolation {
        return decode(bytes, offset, length, 0);
    }

    /**
     * Decodes a part of a text.
     *
     * @param before number of bytes of the text before this part
     * @throws ProtocolViolation if the bytes are not UTF-8; the message has the offset of the first wrong byte
     */
    static String decode(byte[] bytes, int offset, int length, int before) throws ProtocolViolation {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        // The fast decoder replaces wrong bytes with this character, but the server may also have sent the character
        // itself.
        int wrong = text.indexOf(REPLACEMENT) < 0 ? -1 : firstWrong(bytes, offset, length);
        if (wrong >= 0) {
            throw new ProtocolViolation(CloseFrame.NOT_UTF8, "a text that is not UTF-8 at byte " + (before + wrong));
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

    /** Returns the offset of the first byte that is not UTF-8; -1 if all bytes are valid. */
    private static int firstWrong(byte[] bytes, int offset, int length) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        CharBuffer out = CharBuffer.allocate(CHUNK);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return result.isError() ? in.position() - offset : -1;
    }
}
