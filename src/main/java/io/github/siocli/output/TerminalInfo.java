package io.github.siocli.output;

import java.util.function.IntSupplier;

/**
 * Which standard streams are a terminal, and how wide it is.
 *
 * @param in whether standard input is a terminal
 * @param out whether standard output is a terminal
 * @param err whether standard error is a terminal
 * @param columns width in columns; asked for when it is needed, as finding it out is not free
 */
public record TerminalInfo(boolean in, boolean out, boolean err, IntSupplier columns) {

    /** No stream is a terminal. */
    public static final TerminalInfo NONE = new TerminalInfo(false, false, false, () -> 80);

    /** Whether somebody types and reads there, so that a prompt can be opened. */
    public boolean isInteractive() {
        return in && out;
    }
}
