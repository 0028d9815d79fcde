package io.github.siocli.render;

/**
 * Writes valid JSON token by token, with a colour for each kind of token, and optionally pretty-printed: an object or
 * array that fits on the line stays on it. It changes only the white space between tokens.
 *
 * <p>The JSON may contain binary previews of the form {@code <…>}, as no JSON token begins with that character.
 */
final class JsonTokens {

    private static final int STEP = 2;
    // Limits the indentation of a payload with a million nested brackets, which would otherwise take a terabyte.
    private static final int DEEPEST_INDENT = 33;

    private final String json;
    private final LineWriter line;
    private final boolean pretty;
    private int depth;
    /** Number of open brackets whose contents stay on one line. */
    private int flatDepth;

    private int at;

    private JsonTokens(String json, LineWriter line, boolean pretty, int depth) {
        this.depth = depth;
        this.json = json;
        this.line = line;
        this.pretty = pretty;
    }

    /** Writes a value as part of an entry; pretty-printed lines are indented below the entry. */
    static void write(String json, LineWriter line, boolean pretty) {
        new JsonTokens(json, line, pretty, 1).write();
    }

    /** Writes a value on its own, and ends the line. */
    static void writeAlone(String json, LineWriter line, boolean pretty) {
        new JsonTokens(json, line, pretty, 0).write();
        line.end();
    }

    private void write() {
        while (at < json.length()) {
            next();
        }
    }

    private void next() {
        char c = json.charAt(at);
        switch (c) {
            case ' ', '\t', '\n', '\r' -> space();
            case '{', '[' -> open();
            case '}', ']' -> close();
            case ',' -> {
                token(at + 1, TextRole.PLAIN);
                if (pretty && flatDepth > 0) {
                    line.text(" ", TextRole.PLAIN);
                } else {
                    newLine();
                }
            }
            case ':' -> {
                token(at + 1, TextRole.PLAIN);
                if (pretty) {
                    line.text(" ", TextRole.PLAIN);
                }
            }
            case '"' -> string();
            case '<' -> token(json.indexOf('>', at) + 1, TextRole.BINARY);
            case 't', 'f', 'n' -> token(endOfWord(), TextRole.JSON_LITERAL);
            default -> token(endOfWord(), TextRole.JSON_NUMBER);
        }
    }

    private void space() {
        int end = skipSpace(at);
        if (!pretty) {
            line.json(json, at, end, TextRole.PLAIN);
        }
        at = end;
    }

    private void open() {
        boolean flat = flatDepth > 0 || fits();
        token(at + 1, TextRole.PLAIN);
        if (flat) {
            flatDepth++;
        } else {
            depth++;
            newLine();
        }
    }

    private void close() {
        if (flatDepth > 0) {
            flatDepth--;
        } else {
            depth--;
            newLine();
        }
        token(at + 1, TextRole.PLAIN);
    }

    /** Returns true if the container that begins here, and a comma after it, fit on the line. */
    private boolean fits() {
        if (!pretty) {
            return false;
        }
        int room = line.prettyColumns() - line.column() - 1;
        int open = 0;
        for (int i = at; room >= 0; i = skipSpace(i)) {
            char c = json.charAt(i);
            int end = c == '"' ? endOfString(i) : c == '<' ? json.indexOf('>', i) + 1 : i + 1;
            for (; i < end; i += Character.charCount(json.codePointAt(i))) {
                room -= DisplayWidth.of(json.codePointAt(i));
            }
            room -= c == ',' || c == ':' ? 1 : 0;
            open += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (open == 0) {
                return room >= 0;
            }
        }
        return false;
    }

    private int endOfString(int quote) {
        int end = quote + 1;
        while (json.charAt(end) != '"') {
            end += json.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    private void string() {
        int end = endOfString(at);
        int next = skipSpace(end);
        boolean key = next < json.length() && json.charAt(next) == ':';
        token(end, key ? TextRole.JSON_KEY : TextRole.JSON_STRING);
    }

    private int endOfWord() {
        int end = at + 1;
        while (end < json.length() && ",]} \t\n\r".indexOf(json.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < json.length() && TerminalText.isJsonSpace(json.charAt(i))) {
            i++;
        }
        return i;
    }

    private void token(int end, TextRole role) {
        line.json(json, at, end, role);
        at = end;
    }

    private void newLine() {
        if (pretty) {
            line.newLine(STEP * Math.min(depth, DEEPEST_INDENT));
        }
    }
}
