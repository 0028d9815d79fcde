package io.github.siocli.render;

import io.github.siocli.text.Utf8Builder;

/**
 * Writes one entry for users, in colour if the stream has colours, and folded to the width of a terminal.
 *
 * <p>All text is escaped by {@link TerminalText}. A folded entry is cut after a number of lines, and the hidden
 * characters are counted.
 */
final class LineWriter {

    private static final int NARROWEST = 20;
    private static final int SMALL_INDENT = 4;
    private static final int DEFAULT_COLUMNS = 80;
    // No script needs more combining marks on one character; further marks count as columns, so that a million are cut.
    private static final int MOST_MARKS = 8;

    private final Utf8Builder out;
    private final TextStyle style;
    private final boolean verbatim;
    private int linesLeft;
    private int width;
    private int column;
    private int indent = SMALL_INDENT;
    private int marks;
    private long hidden;

    /**
     * Creates a writer for one entry.
     *
     * @param out receives the text
     * @param style capabilities of the stream
     * @param mostLines number of lines after which a folded entry is cut
     */
    LineWriter(Utf8Builder out, TextStyle style, int mostLines) {
        this(out, style, mostLines, false);
    }

    private LineWriter(Utf8Builder out, TextStyle style, int mostLines, boolean verbatim) {
        this.out = out;
        this.style = style;
        this.linesLeft = mostLines;
        this.verbatim = verbatim;
    }

    /** Returns a writer of JSON that folds nothing, and escapes text only if the stream is a terminal. */
    static LineWriter ofJson(Utf8Builder out, TextStyle style) {
        return new LineWriter(out, style.unfolded(), Integer.MAX_VALUE, !style.terminal());
    }

    /** Writes text, escaped. */
    void text(String text, TextRole role) {
        write(text, 0, text.length(), role, false);
    }

    /** Writes part of a valid JSON text; raw line breaks and tabs become spaces. */
    void json(String json, int from, int to, TextRole role) {
        write(json, from, to, role, true);
    }

    /** Writes a space and a short text, or the text on a new line if it does not fit on this one. */
    void spacedText(String text, TextRole role) {
        int columns = style.terminal() ? 1 + DisplayWidth.of(text) : 0;
        if (!isFull(columns) || !wrap()) {
            text(" ", TextRole.PLAIN);
        }
        text(text, role);
    }

    /** Returns the current column; if lines are not folded, each character counts as one column. */
    int column() {
        return column;
    }

    /** Returns the number of columns in which pretty-printed JSON stays on one line. */
    int prettyColumns() {
        int columns = style.columns().getAsInt();
        return columns > 0 ? columns : DEFAULT_COLUMNS;
    }

    /** Sets the indentation of folded lines; it is ignored if it exceeds half of the width. */
    void indentTo(int newIndent) {
        indent = newIndent;
    }

    /** Begins a new line with an indentation. */
    void newLine(int spaces) {
        out.append('\n').append(" ".repeat(spaces));
        column = spaces;
        indent = spaces + SMALL_INDENT;
    }

    /**
     * Writes the number of hidden characters, if any, and ends the limit on lines.
     *
     * @param advice how to see all of them; may be empty
     */
    void endCut(String advice) {
        linesLeft = Integer.MAX_VALUE;
        if (hidden == 0) {
            return;
        }
        Utf8Builder note = new Utf8Builder().append(style.ellipsis()).append(' ');
        Decimals.appendGrouped(note, hidden);
        hidden = 0;
        wrap();
        note.append(" more characters").append(advice.isEmpty() ? "" : "; ").append(advice);
        text(note.toString(), TextRole.MUTED);
    }

    /** Ends the entry. */
    void end() {
        out.append('\n');
    }

    private void write(String text, int from, int to, TextRole role, boolean json) {
        if (hidden > 0) {
            hidden += text.codePointCount(from, to);
            return;
        }
        role.begin(out, style);
        if (style.terminal()) {
            fold(text, from, to, role, json);
        } else {
            if (verbatim) {
                out.append(text, from, to);
            } else if (json) {
                TerminalText.appendJson(out, text, from, to);
            } else {
                TerminalText.append(out, text, from, to);
            }
            column += to - from;
        }
        role.end(out, style);
    }

    private void fold(String text, int from, int to, TextRole role, boolean json) {
        int i = from;
        while (i < to) {
            int codePoint = text.codePointAt(i);
            int units = Character.charCount(codePoint);
            if (json && TerminalText.isJsonSpace(codePoint)) {
                codePoint = ' ';
            }
            boolean safe = TerminalText.isSafe(codePoint);
            int columns = safe ? columnsOf(codePoint) : 6 * units;
            if (isFull(columns) && !wrap(role)) {
                hidden = text.codePointCount(i, to);
                return;
            }
            if (safe) {
                out.appendCodePoint(codePoint);
            } else {
                TerminalText.appendEscape(out, codePoint);
            }
            column += columns;
            i += units;
        }
    }

    private int columnsOf(int codePoint) {
        int columns = DisplayWidth.of(codePoint);
        marks = columns == 0 ? marks + 1 : 0;
        return marks > MOST_MARKS ? 1 : columns;
    }

    private boolean isFull(int columns) {
        if (column + columns <= NARROWEST) {
            return false;
        }
        if (width == 0) {
            int known = style.terminal() ? style.columns().getAsInt() : 0;
            width = known > 0 ? Math.max(known, NARROWEST) : Integer.MAX_VALUE;
        }
        return column + columns > width;
    }

    private boolean wrap(TextRole role) {
        if (linesLeft == 1) {
            return false;
        }
        role.end(out, style);
        wrap();
        role.begin(out, style);
        return true;
    }

    private boolean wrap() {
        if (linesLeft == 1) {
            return false;
        }
        linesLeft--;
        column = indent <= width / 2 ? indent : SMALL_INDENT;
        out.append('\n').append(" ".repeat(column));
        return true;
    }
}
