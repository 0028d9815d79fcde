package io.github.siocli.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Supplies the width of the terminal in columns, which Java cannot read, by running {@code stty}.
 *
 * <p>The width is read when it is needed and again after a second, so that a resized terminal is noticed. It is 80 if
 * {@code stty} fails.
 */
final class TerminalWidth implements IntSupplier {

    private static final int DEFAULT_COLUMNS = 80;
    private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TIMEOUT_MILLIS = 500;

    private int columns = DEFAULT_COLUMNS;
    private long readAt = System.nanoTime() - MAX_AGE_NANOS;

    @Override
    public synchronized int getAsInt() {
        long now = System.nanoTime();
        if (now - readAt >= MAX_AGE_NANOS) {
            columns = readColumns();
            readAt = now;
        }
        return columns;
    }

    private static int readColumns() {
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty size < /dev/tty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            stty.getOutputStream().close();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (!stty.waitFor(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroy();
            }
            int space = size.indexOf(' ');
            int width = space < 0 ? 0 : Integer.parseInt(size.substring(space + 1));
            return width > 0 ? width : DEFAULT_COLUMNS;
        } catch (IOException | NumberFormatException e) {
            return DEFAULT_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DEFAULT_COLUMNS;
        }
    }
}
