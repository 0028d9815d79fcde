package io.github.siocli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Collects text, and writes it as UTF-8 in large pieces. One thread uses it. */
final class TextSink {

    private static final int ENOUGH = 64 * 1024;
    private static final int PIECE = 8 * 1024;

    /** Of one char; those that need four bytes are two. */
    private static final int MOST_BYTES = 3;

    private final OutputStream out;
    private final StringBuilder text = new StringBuilder();
    private final char[] chars = new char[PIECE];
    private byte[] bytes = new byte[MOST_BYTES * PIECE];
    private int used;

    TextSink(OutputStream out) {
        this.out = out;
    }

    /** Where to append; {@link #appended} is to be called afterwards. */
    StringBuilder text() {
        return text;
    }

    /** Writes what has come together, once it is enough. */
    void appended() throws IOException {
        int length = text.length();
        int from = 0;
        while (from < length) {
            int end = pieceEnd(from, length);
            text.getChars(from, end, chars, 0);
            makeRoom();
            encode(end - from);
            from = end;
        }
        text.setLength(0);
        if (text.capacity() > ENOUGH) {
            text.trimToSize();
        }
        if (used >= ENOUGH) {
            write();
        }
    }

    /** Writes all. */
    void flush() throws IOException {
        appended();
        if (used > 0) {
            write();
        }
    }

    /** A character of two halves stays in one piece. */
    private int pieceEnd(int from, int length) {
        int end = Math.min(length, from + PIECE);
        return end < length && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private void makeRoom() throws IOException {
        if (bytes.length - used >= MOST_BYTES * PIECE) {
            return;
        }
        if (used >= ENOUGH) {
            write();
        } else {
            bytes = Arrays.copyOf(bytes, ENOUGH + MOST_BYTES * PIECE);
        }
    }

    private void write() throws IOException {
        int length = used;
        used = 0;
        out.write(bytes, 0, length);
        out.flush();
    }

    /**
     * Encodes so many of the chars. The encoders of the JDK take several times as long until they are compiled, which is for
     * the first second of a flood, as soon as one arrow of ours is in the text.
     */
    private void encode(int count) {
        int at = used;
        for (int i = 0; i < count; i++) {
            char c = chars[i];
            if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xc0 | c >> 6);
                bytes[at++] = (byte) (0x80 | c & 0x3f);
            } else if (!Character.isSurrogate(c)) {
                bytes[at++] = (byte) (0xe0 | c >> 12);
                bytes[at++] = (byte) (0x80 | c >> 6 & 0x3f);
                bytes[at++] = (byte) (0x80 | c & 0x3f);
            } else if (Character.isHighSurrogate(c) && i + 1 < count && Character.isLowSurrogate(chars[i + 1])) {
                int point = Character.toCodePoint(c, chars[++i]);
                bytes[at++] = (byte) (0xf0 | point >> 18);
                bytes[at++] = (byte) (0x80 | point >> 12 & 0x3f);
                bytes[at++] = (byte) (0x80 | point >> 6 & 0x3f);
                bytes[at++] = (byte) (0x80 | point & 0x3f);
            } else {
                bytes[at++] = '?';
            }
        }
        used = at;
    }
}
