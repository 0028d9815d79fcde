package io.github.siocli.render;

/**
 * Writes one entry for people: in colour where there is colour, and on a terminal folded to its width.
 *
 * <p>All text passes {@link TerminalText}. A folded entry is cut after a number of lines; what was left out is counted.
 */
final class LineWriter {

    private static final int NARROWEST = 20;
    private static final int SMALL_INDENT = 4;
    // More marks on one character than any script uses take room, so that a million of them are cut as well.
    private static final int MOST_MARKS = 8;

    private final StringBuilder out;
    private final TextStyle style;
    private int linesLeft;
    private int width;
    private int column;
    private int indent = SMALL_INDENT;
    private int marks;
    private long hidden;

    /**
     * @param out what is appended to
     * @param style what the stream can show
     * @param mostLines number of lines after which a folded entry is cut
     */
    LineWriter(StringBuilder out, TextStyle style, int mostLines) {
        this.out = out;
        this.style = style;
        this.linesLeft = mostLines;
    }

    /** Writes text. */
    void text(String text, AnsiColor paint) {
        write(text, 0, text.length(), paint, false);
    }

    /** Writes a part of valid JSON; raw line breaks and tabs in it become spaces. */
    void json(String json, int from, int to, AnsiColor paint) {
        write(json, from, to, paint, true);
    }

    /** Writes short text behind a space, on a line of its own where it would be folded. */
    void word(String text, AnsiColor paint) {
        int columns = style.terminal() ? 1 + DisplayWidth.of(text) : 0;
        if (!isFull(columns) || !wrap()) {
            text(" ", AnsiColor.PLAIN);
        }
        text(text, paint);
    }

    /** Columns written on this line so far; counted on a terminal only. */
    int column() {
        return column;
    }

    /** Lets the lines that follow by folding begin in a column, unless too little room would be left there. */
    void indentTo(int newIndent) {
        indent = newIndent;
    }

    /** Begins a new line, whether there is still room on this one or not. */
    void newLine(int spaces) {
        out.append('\n').append(" ".repeat(spaces));
        column = spaces;
        indent = spaces + SMALL_INDENT;
    }

    /** Tells how much was left out, and lets everything pass from now on. */
    void endCut() {
        linesLeft = Integer.MAX_VALUE;
        if (hidden == 0) {
            return;
        }
        StringBuilder note = new StringBuilder(style.ellipsis()).append(' ');
        Decimals.appendGrouped(note, hidden);
        hidden = 0;
        wrap();
        text(note.append(" more characters").toString(), AnsiColor.DIM);
    }

    /** Ends the entry. */
    void end() {
        out.append('\n');
    }

    private void write(String text, int from, int to, AnsiColor paint, boolean json) {
        if (hidden > 0) {
            hidden += text.codePointCount(from, to);
            return;
        }
        paint.begin(out, style);
        if (style.terminal()) {
            fold(text, from, to, paint, json);
        } else if (json) {
            TerminalText.appendJson(out, text, from, to);
        } else {
            TerminalText.append(out, text, from, to);
        }
        paint.end(out, style);
    }

    private void fold(String text, int from, int to, AnsiColor paint, boolean json) {
        int i = from;
        while (i < to) {
            int codePoint = text.codePointAt(i);
            int units = Character.charCount(codePoint);
            if (json && TerminalText.isJsonSpace(codePoint)) {
                codePoint = ' ';
            }
            boolean safe = TerminalText.isSafe(codePoint);
            int columns = safe ? columnsOf(codePoint) : 6 * units;
            if (isFull(columns) && !wrap(paint)) {
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

    private boolean wrap(AnsiColor paint) {
        if (linesLeft == 1) {
            return false;
        }
        paint.end(out, style);
        wrap();
        paint.begin(out, style);
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
