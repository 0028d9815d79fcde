package io.github.siocli.net.websocket;

import java.util.Arrays;

/**
 * The first bytes that came over a TCP connection after the latest write, and the number of all. One thread reads the
 * connection; any thread may write and ask.
 */
public final class ResponseStart {

    private static final int KEPT = 64;

    private final DialListener listener;
    private byte[] start = {};
    private long size;
    private volatile boolean due = true;

    ResponseStart(DialListener listener) {
        this.listener = listener;
    }

    /** Something is about to be written: what comes from now on is the answer to it. */
    void sending() {
        due = true;
    }

    void received(byte[] bytes, int offset, int count) {
        boolean begins = due;
        if (begins || size < KEPT) {
            keep(begins, bytes, offset, count);
        } else {
            count(count);
        }
        if (begins) {
            listener.answering(this);
        }
    }

    private synchronized void keep(boolean begins, byte[] bytes, int offset, int count) {
        if (begins) {
            due = false;
            start = new byte[0];
            size = 0;
        }
        int kept = Math.min(count, KEPT - start.length);
        byte[] longer = Arrays.copyOf(start, start.length + kept);
        System.arraycopy(bytes, offset, longer, start.length, kept);
        start = longer;
        size += count;
    }

    private synchronized void count(int count) {
        size += count;
    }

    /** Returns a copy of the first bytes, 64 at most. */
    public synchronized byte[] bytes() {
        return start.clone();
    }

    /** Returns the number of bytes that came. */
    public synchronized long size() {
        return size;
    }
}
