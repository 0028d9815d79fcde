package io.github.siocli.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads complete files and streams up to a limit. Every input that is held in memory is read here, so that none
 * exhausts the heap.
 */
public final class BoundedReader {

    /** Larger than the packets that servers accept. */
    private static final int LARGEST = 256 << 20;

    private static final int LARGEST_CERTIFICATES = 4 << 20;

    /** Part of the heap that the program itself needs. */
    private static final long RESERVED = 16L << 20;

    private static final long SMALLEST = 256L << 10;

    /** Number of copies of bytes on the way to the server, with a margin. */
    private static final int COPIES = 4;

    /** Text needs more: its bytes, its characters of two bytes each, its JSON and its packet. */
    private static final int COPIES_OF_TEXT = 3 * COPIES;

    private BoundedReader() {}

    /** Returns the maximum size of a binary input in bytes: 256 MiB, or less in a small heap. */
    public static int limit() {
        return limit(Runtime.getRuntime().maxMemory(), COPIES);
    }

    /** Returns the maximum size of a text in bytes: 256 MiB, or less in a small heap. */
    public static int textLimit() {
        return limit(Runtime.getRuntime().maxMemory(), COPIES_OF_TEXT);
    }

    /** Returns true if a larger heap would raise the limit. */
    static boolean isLimitOfHeap(int limit) {
        return limit < LARGEST && (limit == limit() || limit == textLimit());
    }

    static int limit(long heap, int copies) {
        return (int) Math.min(LARGEST, Math.max(SMALLEST, (heap - RESERVED) / copies));
    }

    /**
     * Reads all bytes of a file, which may be a device or a FIFO.
     *
     * @param limit maximum size in bytes
     * @throws InputTooLargeException if the file is larger
     * @throws InterruptedIOException if the thread is interrupted while it waits for a device or a FIFO; the thread
     *     stays interrupted
     * @throws IOException if the file cannot be read
     */
    public static byte[] bytes(Path file, int limit) throws IOException {
        if (!Files.isRegularFile(file)) {
            // Opening a FIFO blocks until another process writes to it, and cannot be interrupted.
            return onOtherThread(file, limit);
        }
        if (Files.size(file) > limit) {
            throw new InputTooLargeException("it", limit);
        }
        return open(file, limit);
    }

    /** Reads a file of certificates or keys. The bundle of all public authorities has 250 KB. */
    public static byte[] certificates(Path file) throws IOException {
        return bytes(file, Math.min(LARGEST_CERTIFICATES, textLimit()));
    }

    /**
     * Reads all bytes of a stream.
     *
     * @param limit maximum size in bytes
     * @throws InputTooLargeException if the stream is larger
     * @throws IOException if the stream cannot be read
     */
    public static byte[] bytes(InputStream in, int limit) throws IOException {
        byte[] bytes;
        try {
            bytes = in.readNBytes(limit + 1);
        } catch (OutOfMemoryError e) {
            throw new InputTooLargeException("it", e);
        }
        if (bytes.length > limit) {
            throw new InputTooLargeException("it", limit);
        }
        return bytes;
    }

    private static byte[] open(Path file, int limit) throws IOException {
        try (InputStream in = new Sequential(Files.newInputStream(file))) {
            return bytes(in, limit);
        }
    }

    /** Calls only read: other methods of JDK streams ask for the position, which a FIFO does not have. */
    private static final class Sequential extends FilterInputStream {
        private Sequential(InputStream in) {
            super(in);
        }
    }

    private static byte[] onOtherThread(Path file, int limit) throws IOException {
        FutureTask<byte[]> reading = new FutureTask<>(() -> open(file, limit));
        Thread thread = new Thread(reading, "sio-input");
        thread.setDaemon(true);
        thread.start();
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
