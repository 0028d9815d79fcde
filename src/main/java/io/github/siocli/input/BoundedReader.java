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
 * Reads a whole file or stream, up to a limit. Every input that is held in memory is read here, so that none of them
 * can exhaust the heap.
 */
public final class BoundedReader {

    /** Largest input in bytes. No server accepts a packet of this size. */
    private static final int LARGEST = 256 << 20;

    private static final int LARGEST_CERTIFICATES = 4 << 20;

    /** The part of the heap in bytes that the program needs for itself. */
    private static final long RESERVED = 16L << 20;

    private static final long SMALLEST = 256L << 10;

    /** Estimated number of copies of binary data between the input and the socket; deliberately high. */
    private static final int COPIES = 4;

    /** Text needs more copies: its bytes, its characters (two bytes each), its JSON and its packet. */
    private static final int COPIES_OF_TEXT = 3 * COPIES;

    private BoundedReader() {}

    /** Returns the largest binary input in bytes: 256 MiB, or less if the heap is too small for that. */
    public static int limit() {
        return limit(Runtime.getRuntime().maxMemory(), COPIES);
    }

    /** Returns the largest text in bytes: 256 MiB, or less if the heap is too small for that. */
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

    /** Reads a file of certificates or keys. Its limit is 4 MiB; the bundle of all public authorities has 250 KB. */
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

    /** Delegates only read: the other methods of the JDK's stream query its position, which a FIFO does not have. */
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
