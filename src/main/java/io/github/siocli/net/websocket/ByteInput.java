package io.github.siocli.net.websocket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** What comes in, through one buffer: first the HTTP answer, and right behind it frames. For one thread. */
final class ByteInput {

    /** The most that can be asked for at once. */
    static final int CAPACITY = 64 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[CAPACITY];
    private int start;
    private int end;

    ByteInput(InputStream in) {
        this.in = in;
    }

    /** The buffer; what is there begins at {@link #position}. */
    byte[] buffer() {
        return buffer;
    }

    int position() {
        return start;
    }

    /** Number of bytes that are there. */
    int available() {
        return end - start;
    }

    /**
     * Reads until so many bytes are there.
     *
     * @param count at most {@link #CAPACITY}
     * @return false where the stream ends before
     */
    boolean has(int count) throws IOException {
        if (end - start >= count) {
            return true;
        }
        // Also where little room is left behind: each read of the socket is a system call.
        if (start + count > CAPACITY || start == end || end > CAPACITY / 2) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        while (end - start < count) {
            int read = in.read(buffer, end, CAPACITY - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    /** As {@link #has}, but the stream must not end. */
    void need(int count) throws IOException {
        if (!has(count)) {
            throw new EOFException("end of stream");
        }
    }

    /** Leaves bytes behind that are there. */
    void skip(int count) {
        start += count;
    }

    /** Takes bytes, at least one, past the buffer where it is empty. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (start == end) {
            int read = in.read(target, offset, length);
            if (read < 0) {
                throw new EOFException("end of stream");
            }
            return read;
        }
        int taken = Math.min(length, end - start);
        System.arraycopy(buffer, start, target, offset, taken);
        start += taken;
        return taken;
    }

    /** Takes one byte. */
    int read() throws IOException {
        need(1);
        return buffer[start++] & 0xff;
    }
}
