package io.github.siocli.protocol.engineio;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Text from bytes that must be UTF-8. */
public final class StrictUtf8 {

    private static final char REPLACEMENT = '\ufffd';
    private static final int CHUNK = 1024;

    private StrictUtf8() {}

    /**
     * Decodes all bytes.
     *
     * @throws PacketSyntaxException if they are not UTF-8, with the offset of the first byte that is not
     */
    public static String decode(byte[] bytes) throws PacketSyntaxException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // The fast decoder puts this character in the place of wrong bytes; it can also be what was sent.
        int wrong = text.indexOf(REPLACEMENT) < 0 ? -1 : firstWrong(bytes);
        if (wrong >= 0) {
            throw new PacketSyntaxException("text that is not UTF-8 at byte " + wrong);
        }
        return text;
    }

    /** The offset of the first byte that is not UTF-8; -1 if all are. */
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
