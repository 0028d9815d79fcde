package io.github.siocli.input;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.text.ByteScan;
import io.github.siocli.text.NotUtf8Exception;
import io.github.siocli.text.Utf8Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads lines of UTF-8 from standard input. Decodes each line separately, so that an invalid line does not affect the
 * lines before it; a reader that decodes ahead would lose them. Skips a byte order mark at the beginning.
 */
public final class Utf8Lines {

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final int maxLength;
    private final ByteArrayOutputStream partialLine = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long number;

    /** Creates a reader for lines of at most {@link BoundedReader#textLimit()} bytes. */
    public Utf8Lines(InputStream in) {
        this(in, BoundedReader.textLimit());
    }

    /** Creates a reader for lines of at most this many bytes. */
    Utf8Lines(InputStream in, int longest) {
        this.in = in;
        this.maxLength = longest;
    }

    /** Returns the number of the line that was read last, counted from 1. */
    public long number() {
        return number;
    }

    /**
     * Returns the next line without its end; empty after the last line.
     *
     * @throws FailureException if the line is not UTF-8, is too long, or cannot be read
     */
    public Optional<String> next() throws FailureException {
        return nextUtf8().map(utf8 -> new String(utf8, StandardCharsets.UTF_8));
    }

    /**
     * As {@link #next}, but returns the bytes of the line, which belong to the caller.
     *
     * @throws FailureException if the line is not UTF-8, is too long, or cannot be read
     */
    public Optional<byte[]> nextUtf8() throws FailureException {
        try {
            if (at >= end && !fill()) {
                return Optional.empty();
            }
            try {
                return Optional.of(read(number + 1));
            } finally {
                number++;
            }
        } catch (NotUtf8Exception e) {
            throw unreadable("line " + number + " is " + e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(IoErrorText.of(e), e);
        } catch (OutOfMemoryError e) {
            throw tooLarge(e);
        }
    }

    /** Returns the failure of a line that exhausted the heap. */
    public FailureException tooLarge(OutOfMemoryError e) {
        return unreadable(new InputTooLargeException("line " + number, e).getMessage(), e);
    }

    private static FailureException unreadable(String why, Throwable cause) {
        return new FailureException(Failure.of(FailureKind.FILE_UNREADABLE, "standard input", why), cause);
    }

    private byte[] read(long line) throws IOException {
        partialLine.reset();
        do {
            int newline = newline();
            int start = at;
            if (newline - start > maxLength - partialLine.size()) {
                throw new InputTooLargeException("line " + line, maxLength);
            }
            if (newline < end) {
                at = newline + 1;
                return partialLine.size() == 0 ? line(buffer, start, newline, line) : joined(start, newline, line);
            }
            partialLine.write(buffer, start, end - start);
            at = end;
        } while (fill());
        return joined(0, 0, line);
    }

    /** Fills the buffer with the available bytes, at least one. Returns false at the end of the stream. */
    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, BUFFER));
        return end > 0;
    }

    private int newline() {
        return ByteScan.indexOf(buffer, (byte) '\n', at, end);
    }

    /** Joins the part of a line from earlier buffers with its rest in this buffer. */
    private byte[] joined(int from, int to, long line) throws NotUtf8Exception {
        partialLine.write(buffer, from, to - from);
        return line(partialLine.toByteArray(), 0, partialLine.size(), line);
    }

    private static byte[] line(byte[] bytes, int from, int to, long line) throws NotUtf8Exception {
        int start = line == 1 ? Utf8Text.start(bytes, from, to) : from;
        int last = to > start && bytes[to - 1] == '\r' ? to - 1 : to;
        Utf8Text.requireValid(bytes, start, last);
        return Arrays.copyOfRange(bytes, start, last);
    }
}
