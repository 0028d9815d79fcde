package io.github.siocli.output;

import java.util.function.IntSupplier;

/**
 * Tells which standard streams are terminals, and their width.
 *
 * @param in true if standard input is a terminal
 * @param out true if standard output is a terminal
 * @param err true if standard error is a terminal
 * @param columns supplies the current width in columns
 */
public record TerminalInfo(boolean in, boolean out, boolean err, IntSupplier columns) {

    /** No stream is a terminal. */
    public static final TerminalInfo NONE = new TerminalInfo(false, false, false, () -> 80);

    /** Returns true if standard input and output are terminals, so that a prompt can be opened. */
    public boolean isInteractive() {
        return in && out;
    }
}
