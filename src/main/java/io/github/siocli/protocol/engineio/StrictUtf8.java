package io.github.siocli.protocol.engineio;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Decodes text of Engine.IO packets, which must be UTF-8. */
public final class StrictUtf8 {

    private static final char REPLACEMENT = '\ufffd';
    private static final int CHUNK = 1024;

    private StrictUtf8() {}

    /**
     * Decodes all bytes.
     *
     * @throws PacketSyntaxException if they are not UTF-8; the message has the offset of the first invalid byte
     */
    public static String decode(byte[] bytes) throws PacketSyntaxException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // The fast decoder replaces invalid bytes with this character, but the text may also contain the character
        // itself.
        int wrong = text.indexOf(REPLACEMENT) < 0 ? -1 : firstWrong(bytes);
        if (wrong >= 0) {
            throw new PacketSyntaxException("text that is not UTF-8 at byte " + wrong);
        }
        return text;
    }

    /** Returns the offset of the first invalid byte, or -1. */
    private static int firstWrong(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(CHUNK);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return result.isError() ? in.position() : -1;
    }
}
