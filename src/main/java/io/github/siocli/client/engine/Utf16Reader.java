package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.InvalidPayloadException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import okio.BufferedSource;

/** Reads UTF-8 text whose length is given in UTF-16 units, without consuming a byte more. */
final class Utf16Reader {

    private static final int CHUNK = 8192;
    private static final int LONGEST_CHARACTER = 4;

    private final BufferedSource source;
    private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
    private final CharBuffer chars = CharBuffer.allocate(CHUNK);
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    Utf16Reader(BufferedSource source) {
        this.source = source;
    }

    /**
     * Reads a text.
     *
     * @throws EOFException if the source ends before
     * @throws InvalidPayloadException if the length ends inside a character or the data is not UTF-8
     */
    String read(long units) throws IOException {
        StringBuilder text = new StringBuilder((int) Math.min(units, CHUNK));
        long decoded = 0;
        while (text.length() < units) {
            // A unit takes at least one byte, so this many can be read; after a partial character one at a time.
            long count = bytes.position() > 0 ? 1 : Math.min(units - text.length(), CHUNK - LONGEST_CHARACTER);
            readBytes((int) count);
            bytes.flip();
            if (decoder.decode(bytes, chars, false).isError()) {
                throw new InvalidPayloadException(
                        "text that is not UTF-8 at byte " + (decoded + bytes.position()) + " of a packet");
            }
            decoded += bytes.position();
            bytes.compact();
            text.append(chars.flip());
            chars.clear();
        }
        if (text.length() > units || bytes.position() > 0) {
            throw new InvalidPayloadException("the length of a packet ends inside a character");
        }
        return text.toString();
    }

    private void readBytes(int count) throws IOException {
        int read = source.read(bytes.array(), bytes.position(), count);
        if (read < 0) {
            throw new EOFException();
        }
        bytes.position(bytes.position() + read);
    }
}
