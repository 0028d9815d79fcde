package io.github.siocli.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The width of the terminal, which Java does not tell: {@code stty} is asked, when the width is needed and at most once a
 * second, so that a terminal that is resized is noticed.
 */
final class TerminalWidth implements IntSupplier {

    private static final int UNKNOWN = 80;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_MILLIS = 500;

    private int columns = UNKNOWN;
    private long askedAt = System.nanoTime() - FRESH_NANOS;

    @Override
    public synchronized int getAsInt() {
        long now = System.nanoTime();
        if (now - askedAt >= FRESH_NANOS) {
            columns = ask();
            askedAt = now;
        }
        return columns;
    }

    private static int ask() {
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty size < /dev/tty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            stty.getOutputStream().close();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroy();
            }
            int space = size.indexOf(' ');
            int asked = space < 0 ? 0 : Integer.parseInt(size.substring(space + 1));
            return asked > 0 ? asked : UNKNOWN;
        } catch (IOException | NumberFormatException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
