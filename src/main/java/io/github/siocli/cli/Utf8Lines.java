package io.github.siocli.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads lines of UTF-8. Each is decoded by itself, so that a line that is not UTF-8 takes nothing with it that came
 * before; a reader that decodes ahead would.
 */
final class Utf8Lines {

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    Utf8Lines(InputStream in) {
        this.in = in;
    }

    /**
     * The next line, without its end; empty behind the last.
     *
     * @throws CharacterCodingException where the line is not UTF-8
     * @throws IOException where nothing can be read
     */
    Optional<String> next() throws IOException {
        begun.reset();
        while (at < end || fill()) {
            int newline = newline();
            if (newline < end) {
                int start = at;
                at = newline + 1;
                return Optional.of(begun.size() == 0 ? text(buffer, start, newline) : joined(start, newline));
            }
            begun.write(buffer, at, end - at);
            at = end;
        }
        return begun.size() == 0 ? Optional.empty() : Optional.of(joined(0, 0));
    }

    /** Reads what there is, at least one byte; false where there will be nothing more. */
    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, BUFFER));
        return end > 0;
    }

    private int newline() {
        int index = at;
        while (index < end && buffer[index] != '\n') {
            index++;
        }
        return index;
    }

    /** What was begun in an earlier buffer, and its rest in this one. */
    private String joined(int from, int to) throws CharacterCodingException {
        begun.write(buffer, from, to - from);
        return text(begun.toByteArray(), 0, begun.size());
    }

    private String text(byte[] bytes, int from, int to) throws CharacterCodingException {
        int last = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        for (int i = from; i < last; i++) {
            if (bytes[i] < 0) {
                return decoder.decode(ByteBuffer.wrap(bytes, from, last - from)).toString();
            }
        }
        return new String(bytes, from, last - from, StandardCharsets.ISO_8859_1);
    }
}
