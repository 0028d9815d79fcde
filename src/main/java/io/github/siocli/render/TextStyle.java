package io.github.siocli.render;

import io.github.siocli.text.Utf8Builder;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Capabilities of the stream that text is rendered for.
 *
 * @param palette the colours; null to use none
 * @param unicode true if the stream shows Unicode; otherwise arrows and ellipses are written in ASCII
 * @param terminal true if the stream is a terminal, on which lines are aligned and folded
 * @param columns width of the terminal; zero or negative if it is unknown, in which case lines are not folded
 */
public record TextStyle(@Nullable Palette palette, boolean unicode, boolean terminal, IntSupplier columns) {

    /** Style of a pipe or a file: no colour, no alignment, no folding. */
    public static final TextStyle PLAIN = new TextStyle(null, true, false, () -> 0);

    /** Returns true if text is coloured. */
    public boolean color() {
        return palette != null;
    }

    /** Returns a copy of this style without colours. */
    public TextStyle withoutColor() {
        return new TextStyle(null, unicode, terminal, columns);
    }

    /** Returns a copy of this style that does not fold lines, so that text can be copied from a terminal. */
    TextStyle unfolded() {
        return new TextStyle(palette, unicode, false, columns);
    }

    /** Returns a copy of this style that folds lines earlier, for text that begins behind a number of columns. */
    TextStyle narrower(int by) {
        return new TextStyle(palette, unicode, terminal, () -> columns.getAsInt() - by);
    }

    /** Appends text in the colour of a role; unsafe characters are escaped. */
    public void append(Utf8Builder out, TextRole role, String text) {
        role.begin(out, this);
        TerminalText.append(out, text, 0, text.length());
        role.end(out, this);
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
