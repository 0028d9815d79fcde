package io.github.siocli.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds text as UTF-8 bytes, as a {@link StringBuilder} builds characters. Unpaired surrogates become question marks,
 * as in {@link String#getBytes(java.nio.charset.Charset)}. For one thread at a time.
 */
public final class Utf8Builder {

    private static final int INITIAL = 64;

    /** Room after a text that is longer than everything before it. */
    private static final int LINE_END = 512;

    /** A larger buffer is freed by {@link #clear}. */
    private static final int LARGEST_KEPT = 2 << 20;

    /** Longer strings are encoded by the JDK, shorter ones here, without an array for each. */
    private static final int SHORT = 256;

    /** Bytes of one char at most; a code point of four bytes has two chars. */
    private static final int MAX_BYTES_PER_CHAR = 3;

    private static final byte[] MIN_LONG = Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    /** Creates an empty text. */
    public Utf8Builder() {
        this(INITIAL);
    }

    /** Creates an empty text with room for a number of bytes. */
    public Utf8Builder(int capacity) {
        bytes = new byte[capacity];
    }

    /** Returns the size of the buffer. */
    int capacity() {
        return bytes.length;
    }

    /** Returns the number of bytes. */
    public int length() {
        return length;
    }

    /** Removes everything after a number of bytes, which must end a character. */
    public void setLength(int newLength) {
        if (newLength > length) {
            throw new IndexOutOfBoundsException(newLength);
        }
        length = newLength;
    }

    /** Removes the text, and frees a large buffer. */
    public void clear() {
        length = 0;
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[INITIAL];
        }
    }

    /** Makes room for a number of further bytes, so that the buffer does not grow in between. */
    public Utf8Builder reserve(int more) {
        if (bytes.length - length < more) {
            grow(more);
        }
        return this;
    }

    private void grow(int more) {
        int needed = Math.addExact(length, more);
        int doubled = (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - Long.BYTES);
        // Little follows a large payload: doubling would waste its size again.
        bytes = Arrays.copyOf(bytes, more > length ? Math.addExact(needed, LINE_END) : Math.max(needed, doubled));
    }

    /** Appends one character; half of a surrogate pair becomes a question mark. */
    public Utf8Builder append(char c) {
        if (c < 0x80) {
            reserve(1);
            bytes[length++] = (byte) c;
            return this;
        }
        return appendCodePoint(c);
    }

    /** Appends one code point. */
    public Utf8Builder appendCodePoint(int codePoint) {
        reserve(4);
        length = encode(codePoint, length);
        return this;
    }

    /** Appends a text. */
    public Utf8Builder append(String text) {
        return append(text, 0, text.length());
    }

    /** Appends the characters of a text between two indexes. */
    public Utf8Builder append(String text, int from, int to) {
        int chars = to - from;
        if (chars > SHORT) {
            String part = chars == text.length() ? text : text.substring(from, to);
            return append(part.getBytes(StandardCharsets.UTF_8));
        }
        reserve(chars * MAX_BYTES_PER_CHAR);
        int at = length;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                at = encode(Character.toCodePoint(c, text.charAt(++i)), at);
            } else {
                at = encode(c, at);
            }
        }
        length = at;
        return this;
    }

    private int encode(int codePoint, int from) {
        int at = from;
        if (codePoint < 0x80) {
            bytes[at++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            bytes[at++] = (byte) (0xc0 | codePoint >> 6);
            bytes[at++] = (byte) (0x80 | codePoint & 0x3f);
        } else if (codePoint >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
            bytes[at++] = (byte) (0xf0 | codePoint >> 18);
            bytes[at++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
            bytes[at++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
            bytes[at++] = (byte) (0x80 | codePoint & 0x3f);
        } else if (Character.isSurrogate((char) codePoint)) {
            bytes[at++] = '?';
        } else {
            bytes[at++] = (byte) (0xe0 | codePoint >> 12);
            bytes[at++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
            bytes[at++] = (byte) (0x80 | codePoint & 0x3f);
        }
        return at;
    }

    /** Appends bytes, which must be UTF-8. */
    public Utf8Builder append(byte[] utf8) {
        return append(utf8, 0, utf8.length);
    }

    /** Appends the bytes between two indexes, which must be UTF-8. */
    public Utf8Builder append(byte[] utf8, int from, int to) {
        reserve(to - from);
        System.arraycopy(utf8, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    /** Appends another text. */
    public Utf8Builder append(Utf8Builder other) {
        return append(other.bytes, 0, other.length);
    }

    /** Appends a number in decimal. */
    public Utf8Builder append(long number) {
        if (number < 0) {
            if (number == Long.MIN_VALUE) {
                return append(MIN_LONG);
            }
            append('-');
            return append(-number);
        }
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        reserve(digits);
        length += digits;
        long rest = number;
        for (int at = length - 1; digits > 0; digits--) {
            bytes[at--] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return this;
    }

    /** Replaces line breaks from an index on by spaces. */
    public void replaceLineBreaks(int from) {
        for (int i = ByteScan.firstControl(bytes, from, length); i < length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                bytes[i] = ' ';
            }
        }
    }

    /** Returns the text from an index on, which must begin a character. */
    public String substring(int from) {
        return new String(bytes, from, length - from, StandardCharsets.UTF_8);
    }

    /** Returns a copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Writes the bytes to a stream. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    /** Returns the text. */
    @Override
    public String toString() {
        return substring(0);
    }
}
