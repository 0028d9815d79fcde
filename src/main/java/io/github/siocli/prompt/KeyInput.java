package io.github.siocli.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.jline.utils.NonBlockingInputStream;

/** Reads keys from a terminal whose reads time out after 100 ms, so that a thread interrupt ends the wait for a key. */
final class KeyInput extends NonBlockingInputStream {

    /** A read without a key takes 100 ms; several reads in a row that return at once mean the end of the input. */
    private static final long INSTANT_NANOS = 30_000_000;

    private static final int MAX_INSTANT_READS = 3;
    private static final int NO_KEY = -1;

    private final InputStream in;
    private int peeked = NO_KEY;

    KeyInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(long timeout, boolean isPeek) throws IOException {
        checkClosed();
        int key = peeked == NO_KEY ? await(timeout) : peeked;
        peeked = isPeek && key >= 0 ? key : NO_KEY;
        return key;
    }

    private int await(long timeoutMillis) throws IOException {
        long start = System.nanoTime();
        int instantReads = 0;
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException();
            }
            long readAt = System.nanoTime();
            int key = in.read();
            long now = System.nanoTime();
            if (key >= 0) {
                return key;
            }
            instantReads = now - readAt < INSTANT_NANOS ? instantReads + 1 : 0;
            if (instantReads >= MAX_INSTANT_READS || closed) {
                return EOF;
            }
            if (timeoutMillis > 0 && (now - start) / 1_000_000 >= timeoutMillis) {
                return READ_EXPIRED;
            }
        }
    }

    @Override
    public int available() throws IOException {
        return peeked == NO_KEY ? in.available() : 1 + in.available();
    }
}
