package io.github.siocli.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;

/**
 * Sets the terminal that is our standard input, by the program {@code stty}: it needs no native code, which a JVM would
 * warn of, and knows every Unix.
 */
final class Stty {

    /** Disables Ctrl-\: on SIGQUIT the JVM prints the stacks of all threads, and no handler of ours can replace that. */
    private static final String NO_QUIT = "stty quit undef";

    /**
     * Keys arrive one by one and are not echoed; a read ends after a tenth of a second. Signals stay, so that Ctrl-C works
     * while nobody reads, and do not throw away what was typed or is being drawn.
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
     * Begins to ask for the state of the terminal, which takes a moment in which other things can be done. Nothing is
     * changed.
     *
     * @throws IOException if there is no {@code sh}
     */
    static Stty begin() throws IOException {
        return new Stty(start("stty -g && stty size"));
    }

    /**
     * Waits for the answer.
     *
     * @throws IOException if standard input is no terminal, or there is no {@code stty}
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

    /** Makes it raw, also after another program may have changed that; and asks anew for the size. */
    void raw() throws IOException {
        measured(shell(RAW + " && stty size"));
    }

    /** Disables the key that sends SIGQUIT, and nothing else. */
    void disableQuit() throws IOException {
        await();
        shell(NO_QUIT);
    }

    /** Gives the terminal back as it was. */
    void restore() throws IOException {
        shell("stty " + saved);
    }

    /** Asks anew for the size. */
    void measure() throws IOException {
        measured(shell("stty size"));
    }

    /** Who asks for the size meanwhile gets the one before, and need not wait. */
    private synchronized void measured(String answer) {
        size = size(answer.strip());
    }

    /** The size as it was last measured. */
    synchronized Size size() {
        try {
            await();
        } catch (IOException noTerminal) {
            // Whoever opens it is told.
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
