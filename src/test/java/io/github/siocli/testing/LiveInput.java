package io.github.siocli.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Standard input that a test writes to while the program reads. Readers of JDK pipes poll once a second; readers of
 * this stream are notified.
 */
final class LiveInput extends InputStream {

    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private int position;
    private boolean ended;

    synchronized void type(String text) {
        if (!text.isEmpty()) {
            chunks.add(text.getBytes(StandardCharsets.UTF_8));
            notifyAll();
        }
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public synchronized int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (chunks.isEmpty()) {
            if (ended) {
                return -1;
            }
            waitForTyping();
        }
        byte[] chunk = chunks.getFirst();
        int taken = Math.min(count, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, taken);
        position += taken;
        if (position == chunk.length) {
            chunks.removeFirst();
            position = 0;
        }
        return taken;
    }

    @Override
    public synchronized int available() {
        return chunks.stream().mapToInt(chunk -> chunk.length).sum() - position;
    }

    private void waitForTyping() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
