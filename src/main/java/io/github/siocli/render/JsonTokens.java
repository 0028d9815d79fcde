package io.github.siocli.render;

/**
 * Writes valid JSON token by token, with a colour for each kind of token, and optionally pretty-printed. It changes
 * only the white space between tokens.
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

    /** Writes a value on its own, pretty-printed. */
    static void writeAlone(String json, LineWriter line) {
        new JsonTokens(json, line, true, 0).write();
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
            case '{', '[' -> open(c);
            case '}', ']' -> close();
            case ',' -> {
                token(at + 1, TextRole.PLAIN);
                newLine();
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

    private void open(char bracket) {
        token(at + 1, TextRole.PLAIN);
        int inside = skipSpace(at);
        char close = bracket == '{' ? '}' : ']';
        if (pretty && json.charAt(inside) == close) {
            at = inside;
            token(at + 1, TextRole.PLAIN);
        } else {
            depth++;
            newLine();
        }
    }

    private void close() {
        // When pretty-printing, open() writes both brackets of an empty container.
        depth--;
        newLine();
        token(at + 1, TextRole.PLAIN);
    }

    private void string() {
        int end = at + 1;
        while (json.charAt(end) != '"') {
            end += json.charAt(end) == '\\' ? 2 : 1;
        }
        end++;
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
