package io.github.siocli.render;

import java.util.function.IntSupplier;

/**
 * Capabilities of the stream that text is rendered for.
 *
 * @param color true to use colours
 * @param unicode true if the stream shows Unicode; otherwise arrows and ellipses are written in ASCII
 * @param terminal true if the stream is a terminal, on which lines are aligned and folded
 * @param columns width of the terminal; zero or negative if it is unknown, in which case lines are not folded
 */
public record TextStyle(boolean color, boolean unicode, boolean terminal, IntSupplier columns) {

    /** Style of a pipe or a file: no colour, no alignment, no folding. */
    public static final TextStyle PLAIN = new TextStyle(false, true, false, () -> 0);

    /** Returns a copy of this style with or without colours. */
    public TextStyle withColor(boolean usesColor) {
        return new TextStyle(usesColor, unicode, terminal, columns);
    }

    String incoming() {
        return unicode ? "←" : "<-";
    }

    String outgoing() {
        return unicode ? "→" : "->";
    }

    String ellipsis() {
        return unicode ? "…" : "...";
    }
}
