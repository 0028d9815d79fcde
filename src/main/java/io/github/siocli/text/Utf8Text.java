package io.github.siocli.input;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 text strictly. */
public final class Utf8Text {

    private static final int CHUNK = 8 * 1024;

    private Utf8Text() {}

    /**
     * Decodes an input without its byte order mark.
     *
     * @throws NotUtf8Exception if it is not UTF-8
     */
    public static String of(byte[] bytes) throws NotUtf8Exception {
        int start = start(bytes, 0, bytes.length);
        return decode(bytes, start, bytes.length);
    }

    /**
     * Returns the index of the first byte after the byte order mark of an input; {@code from} if there is none.
     *
     * @throws NotUtf8Exception if the mark belongs to another encoding (Unicode 15, section 23.8)
     */
    public static int start(byte[] bytes, int from, int to) throws NotUtf8Exception {
        int length = to - from;
        int first = length > 0 ? bytes[from] & 0xff : -1;
        int second = length > 1 ? bytes[from + 1] & 0xff : -1;
        if (first == 0xef && second == 0xbb && length > 2 && (bytes[from + 2] & 0xff) == 0xbf) {
            return from + 3;
        }
        if (first == 0xfe && second == 0xff || first == 0xff && second == 0xfe) {
            boolean wide = first == 0xff && length > 3 && bytes[from + 2] == 0 && bytes[from + 3] == 0;
            throw NotUtf8Exception.otherEncoding(wide ? "UTF-32" : "UTF-16");
        }
        if (length > 3 && first == 0 && second == 0 && (bytes[from + 2] & 0xff) == 0xfe && bytes[from + 3] == -1) {
            throw NotUtf8Exception.otherEncoding("UTF-32");
        }
        return from;
    }

    /**
     * Decodes the bytes between two indexes.
     *
     * @throws NotUtf8Exception if they are not UTF-8
     */
    public static String decode(byte[] bytes, int from, int to) throws NotUtf8Exception {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                if (firstInvalid(bytes, from, to) >= 0) {
                    throw new NotUtf8Exception();
                }
                return new String(bytes, from, to - from, StandardCharsets.UTF_8);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * Returns the index of the first byte that is not UTF-8; -1 if all bytes are valid. Decodes piecewise into a small
     * buffer: the JDK's strict decoder would allocate twice the size of the text.
     */
    public static int firstInvalid(byte[] bytes, int from, int to) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer out = CharBuffer.allocate(CHUNK);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return result.isError() ? in.position() : -1;
    }
}
