package io.github.siocli.render;

import java.util.function.IntSupplier;

/**
 * What the stream that text is rendered for can show.
 *
 * @param color whether colours are wanted
 * @param unicode whether it shows more than ASCII; where not, arrows and ellipses are spelt in ASCII
 * @param terminal whether it is a terminal, on which lines are aligned and folded
 * @param columns width of the terminal; not positive where it is not known, and then nothing is folded
 */
public record TextStyle(boolean color, boolean unicode, boolean terminal, IntSupplier columns) {

    /** A pipe or a file: no colour, no alignment, no folding. */
    public static final TextStyle PLAIN = new TextStyle(false, true, false, () -> 0);

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
