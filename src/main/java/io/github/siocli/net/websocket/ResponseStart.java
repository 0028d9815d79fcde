package io.github.siocli.net.websocket;

import java.util.Arrays;

/**
 * Keeps the first bytes that arrived over a TCP connection after the latest write, and counts all of them. One thread
 * reads the connection; any thread may write and call the getters.
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

    /** Called before a write: the bytes that arrive afterwards are the response to it. */
    void beforeWrite() {
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
            listener.responseStarted(this);
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

    /** Returns the number of bytes that arrived since the latest write. */
    public synchronized long size() {
        return size;
    }
}
