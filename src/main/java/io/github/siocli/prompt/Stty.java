package io.github.siocli.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;

/**
 * Controls the terminal on standard input with the program {@code stty}, which works on every Unix and needs no native
 * code, about which the JVM would warn.
 */
final class Stty {

    /** Disables Ctrl-\: on SIGQUIT the JVM prints the stacks of all threads, and no handler of ours can replace that. */
    private static final String NO_QUIT = "stty quit undef";

    /**
     * Raw mode: keys arrive one by one without echo, and a read times out after 100 ms. Signals stay enabled, so that
     * Ctrl-C works while no read is pending, and do not flush the input and output buffers.
     */
    private static final String RAW = NO_QUIT + " -icanon -echo -iexten -ixon -icrnl -inlcr isig noflsh min 0 time 1";

    private static final Size DEFAULT_SIZE = Size.of(80, 24);
    private static final int TIMEOUT_SECONDS = 5;

    private final Process query;
    private String saved = "";
    private Size size = DEFAULT_SIZE;
    private boolean queried;

    private Stty(Process query) {
        this.query = query;
    }

    /**
     * Starts {@code stty} to query the state of the terminal, so that the caller can do other work meanwhile. It
     * changes nothing.
     *
     * @throws IOException if {@code sh} cannot be started
     */
    static Stty startQuery() throws IOException {
        return new Stty(start("stty -g && stty size"));
    }

    /**
     * Waits for the result of the query.
     *
     * @throws IOException if standard input is not a terminal, or {@code stty} is missing
     */
    synchronized void await() throws IOException {
        if (queried) {
            return;
        }
        List<String> lines = outputOf(query).lines().toList();
        if (lines.size() < 2) {
            throw new IOException("stty says nothing");
        }
        saved = lines.get(0);
        size = parseSize(lines.get(1));
        queried = true;
    }

    /** Sets raw mode and queries the size. Can be repeated after another program has changed the mode. */
    void setRawMode() throws IOException {
        updateSize(shell(RAW + " && stty size"));
    }

    /** Disables the key that sends SIGQUIT, and nothing else. */
    void disableQuit() throws IOException {
        await();
        shell(NO_QUIT);
    }

    /** Restores the saved state of the terminal. */
    void restore() throws IOException {
        shell("stty " + saved);
    }

    /** Queries the size again. */
    void querySize() throws IOException {
        updateSize(shell("stty size"));
    }

    /**
     * Stores a new size. The lock is not held during the query, so {@link #size} returns the previous size without
     * waiting.
     */
    private synchronized void updateSize(String output) {
        size = parseSize(output.strip());
    }

    /** Returns the size as last measured. */
    synchronized Size size() {
        try {
            await();
        } catch (IOException noTerminal) {
            // The caller that opens the terminal gets this failure from await().
        }
        return size;
    }

    private static Size parseSize(String line) {
        try {
            int space = line.indexOf(' ');
            int rows = Integer.parseInt(line.substring(0, Math.max(space, 0)));
            int columns = Integer.parseInt(line.substring(space + 1));
            return rows > 0 && columns > 0 ? Size.of(columns, rows) : DEFAULT_SIZE;
        } catch (NumberFormatException e) {
            return DEFAULT_SIZE;
        }
    }

    private static String shell(String line) throws IOException {
        return outputOf(start(line));
    }

    private static Process start(String line) throws IOException {
        return new ProcessBuilder("sh", "-c", line)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String outputOf(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            String output = new String(out.readAllBytes(), StandardCharsets.US_ASCII);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("stty failed");
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
