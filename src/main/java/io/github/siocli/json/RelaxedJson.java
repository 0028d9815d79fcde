package io.github.siocli.json;

import io.github.siocli.text.Utf8Builder;
import io.github.siocli.text.Utf8Text;
import java.nio.charset.StandardCharsets;

/**
 * Parses JSON as people type it, with unquoted keys, single quotes, trailing commas and comments.
 *
 * <p>Returns strict JSON unchanged. Converts relaxed text to strict JSON without white space, and keeps every number
 * and every double-quoted string as it was typed.
 */
public final class RelaxedJson extends JsonScanner {

    /**
     * JSON with variables, at the beginning of a text.
     *
     * @param text strict JSON, except for variables, which take the place of a value and begin with {@code $}; arguments
     *     in parentheses may follow their name
     * @param end the index after the JSON
     */
    public record Template(String text, int end) {}

    /**
     * Number of characters that are encoded at first. A caller that reads one value after the other from a long text
     * would otherwise encode the rest of the text for each.
     */
    private static final int WINDOW = 256;

    private static final int WINDOW_GROWTH = 4;

    private final Utf8Builder strict = new Utf8Builder();
    private final boolean allowsVariables;

    private RelaxedJson(byte[] utf8, boolean allowsVariables) {
        super(utf8, 0, utf8.length);
        this.allowsVariables = allowsVariables;
    }

    /**
     * Parses a text that is one value.
     *
     * @throws JsonSyntaxException if the text is not exactly one value
     */
    public static Json parse(String text) throws JsonSyntaxException {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * As {@link #parse(String)}. The value may be a slice of the array, which must not be changed any more.
     *
     * @param utf8 valid UTF-8
     */
    public static Json parse(byte[] utf8) throws JsonSyntaxException {
        RelaxedJson relaxed = new RelaxedJson(utf8, false);
        Json value = relaxed.read();
        relaxed.space();
        if (relaxed.at < relaxed.end) {
            throw relaxed.unexpected("unexpected text after the value");
        }
        return value;
    }

    /**
     * Parses JSON with variables, such as {@code {to: $1.name}}, and stops after it.
     *
     * @throws JsonSyntaxException if no value begins there
     */
    public static Template readTemplate(String text, int from) throws JsonSyntaxException {
        for (int window = WINDOW; ; window *= WINDOW_GROWTH) {
            boolean isWhole = window <= 0 || text.length() - from <= window;
            String part = isWhole ? text.substring(from) : text.substring(from, endOfWindow(text, from + window));
            RelaxedJson relaxed = new RelaxedJson(part.getBytes(StandardCharsets.UTF_8), true);
            try {
                Json value = relaxed.read();
                // A value that ends with the window may continue after it.
                if (isWhole || relaxed.at < relaxed.end) {
                    return new Template(value.text(), from + Utf8Text.countChars(relaxed.utf8, 0, relaxed.at));
                }
            } catch (JsonSyntaxException e) {
                if (isWhole) {
                    throw new JsonSyntaxException(e.getMessage(), from + e.offset(), e.incomplete());
                }
            }
        }
    }

    private static int endOfWindow(String text, int end) {
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private Json read() throws JsonSyntaxException {
        space();
        int start = at;
        try {
            at = skipValue(utf8, start);
            return Json.checked(utf8, start, at);
        } catch (JsonSyntaxException notStrict) {
            value();
            byte[] converted = strict.toBytes();
            return Json.checked(converted, 0, converted.length);
        }
    }

    @Override
    void open(char bracket) {
        super.open(bracket);
        strict.append(bracket);
    }

    @Override
    void close(char bracket) {
        super.close(bracket);
        strict.append(bracket);
    }

    @Override
    boolean commaEnds(char close) throws JsonSyntaxException {
        super.commaEnds(close);
        if (isAt(close)) {
            return true;
        }
        strict.append(',');
        return false;
    }

    @Override
    void space() throws JsonSyntaxException {
        super.space();
        while (isAt('/')) {
            comment();
            super.space();
        }
    }

    private void comment() throws JsonSyntaxException {
        byte kind = at + 1 < end ? utf8[at + 1] : 0;
        if (kind != '/' && kind != '*') {
            throw unexpected("unexpected '/'");
        }
        for (at += 2; at < end; at++) {
            if (kind == '/' ? isAt('\n') : isAt('*') && at + 1 < end && utf8[at + 1] == '/') {
                at += kind == '/' ? 1 : 2;
                return;
            }
        }
        if (kind == '*') {
            throw unexpected("the comment is not closed", end);
        }
    }

    @Override
    void key() throws JsonSyntaxException {
        char first = peek("expected a key");
        if (first == '"' || first == '\'') {
            quoted(first);
        } else {
            int start = at;
            skipBare();
            if (at == start) {
                throw unexpected("expected a key");
            }
            strict.append(JsonStrings.quote(textFrom(start)));
        }
        colon();
        strict.append(':');
    }

    @Override
    void scalar(char first) throws JsonSyntaxException {
        if (first == '"' || first == '\'') {
            quoted(first);
            return;
        }
        int start = at;
        if (allowsVariables && first == '$') {
            variable();
            strict.append(utf8, start, at);
            return;
        }
        try {
            super.scalar(first);
        } catch (JsonSyntaxException e) {
            throw Character.isLetter(codePointAt(start)) ? needsQuotes(start) : e;
        }
        if (isAtBare()) {
            throw Character.isDigit(utf8[start]) || utf8[start] == '-'
                    ? unexpected("this does not belong to a number")
                    : needsQuotes(start);
        }
        strict.append(utf8, start, at);
    }

    private JsonSyntaxException needsQuotes(int start) {
        JsonSyntaxException error = unexpected("expected a value; a text needs quotes", start);
        return new JsonSyntaxException(error.getMessage(), error.offset(), false);
    }

    /** Skips a variable: a name with a path or arguments, or a name in braces. Does not resolve it. */
    private void variable() throws JsonSyntaxException {
        at++;
        if (isAt('{')) {
            while (next("the brace is not closed") != '}') {
                // Skips to the brace.
            }
            return;
        }
        while (isAtBare() || isAt('.') || isAt('[')) {
            if (isAt('[')) {
                while (next("the bracket is not closed") != ']') {
                    // Skips to the bracket.
                }
            } else {
                at += isAt('.') ? 1 : bareLength();
            }
        }
        if (isAt('(')) {
            arguments();
        }
    }

    /** Skips arguments in parentheses, which may be nested and contain strings. */
    private void arguments() throws JsonSyntaxException {
        int depth = 0;
        do {
            if (isAt('"')) {
                string();
            } else if (isAt('\'')) {
                singleQuoted();
            } else {
                char c = next("the parenthesis is not closed");
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        } while (depth > 0);
    }

    private void quoted(char quote) throws JsonSyntaxException {
        int start = at;
        if (quote == '"') {
            string();
            strict.append(utf8, start, at);
        } else {
            strict.append(JsonStrings.quote(JsonStrings.unquote(singleQuoted())));
        }
    }

    /**
     * Returns a single-quoted string with its quotes. Inside the quotes only the escape of a single quote differs from
     * JSON.
     */
    private String singleQuoted() throws JsonSyntaxException {
        int start = at++;
        while (true) {
            char c = next("the string is not closed");
            if (c == '\'') {
                return textFrom(start);
            }
            if (c == '\\') {
                if (isAt('\'')) {
                    at++;
                } else {
                    escape();
                }
            } else if (c < ' ') {
                at--;
                throw unexpected("a control character in a string must be escaped");
            }
        }
    }

    private void skipBare() {
        while (isAtBare()) {
            at += bareLength();
        }
    }

    private boolean isAtBare() {
        if (at >= end) {
            return false;
        }
        int c = codePointAt(at);
        return Character.isBmpCodePoint(c) && Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '-';
    }

    /** Returns the number of bytes of the bare character here. */
    private int bareLength() {
        int b = utf8[at];
        return b >= 0 ? 1 : (b & 0xe0) == 0xc0 ? 2 : 3;
    }

    private int codePointAt(int index) {
        int first = utf8[index];
        if (first >= 0) {
            return first;
        }
        return new String(utf8, index, Math.min(4, end - index), StandardCharsets.UTF_8).codePointAt(0);
    }
}
