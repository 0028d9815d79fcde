package io.github.siocli.render;

import io.github.siocli.text.Utf8Builder;

/** Breaks long lines of a terminal between words. */
final class WordWrap {

    private static final int NARROWEST = 20;
    private static final String INDENT = "    ";
    private static final char ESCAPE = '\u001b';

    private WordWrap() {}

    /** Breaks the lines in a builder from an index on; a word that is longer than a line stays whole. */
    static void apply(Utf8Builder out, int from, TextStyle style) {
        // No character has more columns than bytes.
        if (!style.terminal() || out.length() - from <= NARROWEST) {
            return;
        }
        int columns = style.columns().getAsInt();
        if (columns < NARROWEST || out.length() - from <= columns) {
            return;
        }
        String lines = out.substring(from);
        out.setLength(from);
        int start = 0;
        for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', start)) {
            appendLine(out, lines.substring(start, end), columns);
            start = end + 1;
        }
    }

    /**
     * Appends an untrusted text as the rest of a line, and breaks it between words.
     *
     * @param indent columns of the line so far, and indentation of the lines that follow unless the terminal is too narrow
     */
    static void append(Utf8Builder out, String text, TextRole role, TextStyle style, int indent) {
        int known = style.terminal() ? style.columns().getAsInt() : 0;
        int columns = known < NARROWEST ? Integer.MAX_VALUE : known;
        int nextIndent = columns - indent < NARROWEST ? INDENT.length() : indent;
        int column = indent;
        boolean isFirst = true;
        role.begin(out, style);
        for (String word : TerminalText.escape(text).split(" ")) {
            int width = DisplayWidth.of(word);
            if (!isFirst && column + 1 + width > columns) {
                role.end(out, style);
                out.append('\n').append(" ".repeat(nextIndent));
                role.begin(out, style);
                column = nextIndent;
            } else if (!isFirst) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += width;
            isFirst = false;
        }
        role.end(out, style);
        out.append('\n');
    }

    private static void appendLine(Utf8Builder out, String line, int columns) {
        int start = 0;
        int space = -1;
        int column = 0;
        boolean word = false;
        for (int i = 0; i < line.length(); ) {
            int codePoint = line.codePointAt(i);
            if (codePoint == ESCAPE) {
                // A sequence of the renderer, as text from the network is escaped.
                i = line.indexOf('m', i) + 1;
                continue;
            }
            if (codePoint == ' ' && word) {
                space = i;
            }
            word |= codePoint != ' ';
            column += DisplayWidth.of(codePoint);
            i += Character.charCount(codePoint);
            if (column > columns && space >= 0) {
                out.append(line, start, space).append('\n').append(INDENT);
                start = space + 1;
                i = start;
                space = -1;
                column = INDENT.length();
                word = false;
            }
        }
        out.append(line, start, line.length()).append('\n');
    }
}
