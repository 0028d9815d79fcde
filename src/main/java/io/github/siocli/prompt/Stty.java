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

    private static final Size USUAL = Size.of(80, 24);
    private static final int PATIENCE_SECONDS = 5;

    private final Process asking;
    private String saved = "";
    private Size size = USUAL;
    private boolean open;

    private Stty(Process asking) {
        this.asking = asking;
    }

    /**
     * Starts {@code stty} to query the state of the terminal, so that the caller can do other work meanwhile. It
     * changes nothing.
     *
     * @throws IOException if {@code sh} cannot be started
     */
    static Stty begin() throws IOException {
        return new Stty(start("stty -g && stty size"));
    }

    /**
     * Waits for the result of the query.
     *
     * @throws IOException if standard input is not a terminal, or {@code stty} is missing
     */
    synchronized void await() throws IOException {
        if (open) {
            return;
        }
        List<String> lines = answer(asking).lines().toList();
        if (lines.size() < 2) {
            throw new IOException("stty says nothing");
        }
        saved = lines.get(0);
        size = size(lines.get(1));
        open = true;
    }

    /** Sets raw mode and queries the size. Can be repeated after another program has changed the mode. */
    void raw() throws IOException {
        measured(shell(RAW + " && stty size"));
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
    void measure() throws IOException {
        measured(shell("stty size"));
    }

    /**
     * Stores a new size. The lock is not held during the query, so {@link #size} returns the previous size without
     * waiting.
     */
    private synchronized void measured(String answer) {
        size = size(answer.strip());
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

    private static Size size(String line) {
        try {
            int space = line.indexOf(' ');
            int rows = Integer.parseInt(line.substring(0, Math.max(space, 0)));
            int columns = Integer.parseInt(line.substring(space + 1));
            return rows > 0 && columns > 0 ? Size.of(columns, rows) : USUAL;
        } catch (NumberFormatException e) {
            return USUAL;
        }
    }

    private static String shell(String line) throws IOException {
        return answer(start(line));
    }

    private static Process start(String line) throws IOException {
        return new ProcessBuilder("sh", "-c", line)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String answer(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            String answer = new String(out.readAllBytes(), StandardCharsets.US_ASCII);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("stty failed");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
