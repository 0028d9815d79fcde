package io.github.siocli.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** An output stream that keeps every byte, notifies waiting tests, and can block or fail like a pipe. */
final class Transcript extends OutputStream {

    private byte[] bytes = new byte[1024];
    private int length;
    private boolean blocked;
    private boolean broken;
    private int waiting;
    private boolean ended;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] source, int offset, int count) throws IOException {
        while (blocked && !broken) {
            waitForReader();
        }
        if (broken) {
            throw new IOException("Broken pipe");
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        notifyAll();
    }

    private void waitForReader() throws IOException {
        waiting++;
        notifyAll();
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            waiting--;
        }
    }

    synchronized void block(boolean on) {
        blocked = on;
        notifyAll();
    }

    /** Makes each write fail from now on, as if the reader of a pipe had ended. */
    synchronized void breakPipe() {
        broken = true;
        notifyAll();
    }

    /** Notifies waiting tests that the output has ended. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Waits for the text and returns the output up to its end. */
    String awaitText(String text, Duration limit, String name) {
        Search search = new Search(text.getBytes(StandardCharsets.UTF_8));
        Optional<String> found = Await.until(
                this,
                limit,
                () -> Optional.of(search.upToMatch()).filter(match -> match.isPresent() || ended),
                () -> missing(text, name));
        return found.orElseThrow(() -> new AssertionError("the program ended; " + missing(text, name)));
    }

    private String missing(String text, String name) {
        return "no <%s> on %s, which holds: %s".formatted(text, name, text());
    }

    void awaitBlockedWriter(Duration limit, String name) {
        Await.until(
                this,
                limit,
                () -> waiting > 0 ? Optional.of(true) : Optional.empty(),
                () -> "nobody waits to write to " + name);
    }

    /** Remembers the searched position, so that waiting on a flood does not search all output for every line. */
    private final class Search {
        private final byte[] wanted;
        private int next;

        Search(byte[] wanted) {
            this.wanted = wanted;
        }

        Optional<String> upToMatch() {
            for (; next + wanted.length <= length; next++) {
                int end = next + wanted.length;
                if (Arrays.equals(bytes, next, end, wanted, 0, wanted.length)) {
                    return Optional.of(new String(bytes, 0, end, StandardCharsets.UTF_8));
                }
            }
            return Optional.empty();
        }
    }
}
