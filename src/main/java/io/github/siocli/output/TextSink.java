package io.github.siocli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Buffers text and writes it as UTF-8 in large pieces. One thread at a time uses it. */
final class TextSink {

    private static final int FLUSH_BYTES = 64 * 1024;
    private static final int CHUNK_CHARS = 8 * 1024;

    /** UTF-8 bytes of one char at most; a code point of four bytes has two chars. */
    private static final int MAX_BYTES_PER_CHAR = 3;

    private final OutputStream out;
    private final StringBuilder text = new StringBuilder();
    private final char[] chars = new char[CHUNK_CHARS];
    private byte[] bytes = new byte[MAX_BYTES_PER_CHAR * CHUNK_CHARS];
    private int used;

    TextSink(OutputStream out) {
        this.out = out;
    }

    /** Returns the builder to append to; the caller calls {@link #appended} afterwards. */
    StringBuilder text() {
        return text;
    }

    /** Encodes the appended text, and writes the buffer if it is large enough. */
    void appended() throws IOException {
        int length = text.length();
        int from = 0;
        while (from < length) {
            int end = chunkEnd(from, length);
            text.getChars(from, end, chars, 0);
            makeRoom();
            encode(end - from);
            from = end;
        }
        text.setLength(0);
        if (text.capacity() > FLUSH_BYTES) {
            text.trimToSize();
        }
        if (used >= FLUSH_BYTES) {
            write();
        }
    }

    /** Writes all buffered text. */
    void flush() throws IOException {
        appended();
        if (used > 0) {
            write();
        }
    }

    /** Returns the end of a chunk, so that both halves of a surrogate pair are in the same chunk. */
    private int chunkEnd(int from, int length) {
        int end = Math.min(length, from + CHUNK_CHARS);
        return end < length && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private void makeRoom() throws IOException {
        if (bytes.length - used >= MAX_BYTES_PER_CHAR * CHUNK_CHARS) {
            return;
        }
        if (used >= FLUSH_BYTES) {
            write();
        } else {
            bytes = Arrays.copyOf(bytes, FLUSH_BYTES + MAX_BYTES_PER_CHAR * CHUNK_CHARS);
        }
    }

    private void write() throws IOException {
        int length = used;
        used = 0;
        out.write(bytes, 0, length);
        out.flush();
    }

    /**
     * Encodes the first chars of the chunk. The JDK's encoders take several times as long until the JIT has compiled
     * them, for the first second of a flood, as soon as the text contains a character beyond Latin-1 such as our
     * arrows.
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
