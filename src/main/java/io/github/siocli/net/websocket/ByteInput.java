package io.github.siocli.net.websocket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads the socket through one buffer: first the HTTP response, then the frames behind it. For one thread. */
final class ByteInput {

    /** Capacity of the buffer in bytes, and the largest number of bytes that {@link #readAtLeast} accepts. */
    static final int CAPACITY = 64 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[CAPACITY];
    private int start;
    private int end;

    ByteInput(InputStream in) {
        this.in = in;
    }

    /** Returns the buffer. Its unread bytes begin at {@link #position}. */
    byte[] buffer() {
        return buffer;
    }

    int position() {
        return start;
    }

    /** Returns the number of unread bytes in the buffer. */
    int available() {
        return end - start;
    }

    /**
     * Reads from the stream until the buffer has this many unread bytes.
     *
     * @param count at most {@link #CAPACITY}
     * @return false if the stream ends earlier
     */
    boolean readAtLeast(int count) throws IOException {
        if (end - start >= count) {
            return true;
        }
        // Also moves the bytes when the free space is small: a larger read needs fewer system calls.
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

    /** Like {@link #readAtLeast}, but throws an {@link EOFException} if the stream ends earlier. */
    void require(int count) throws IOException {
        if (!readAtLeast(count)) {
            throw new EOFException("end of stream");
        }
    }

    /** Skips bytes that are in the buffer. */
    void skip(int count) {
        start += count;
    }

    /** Reads at least one byte. Bypasses the buffer if it is empty. */
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

    /** Reads one byte. */
    int read() throws IOException {
        require(1);
        return buffer[start++] & 0xff;
    }
}
