package io.github.siocli.json;

/**
 * Parses JSON as people type it, with unquoted keys, single quotes, trailing commas and comments.
 *
 * <p>Returns strict JSON unchanged. Converts relaxed text to strict JSON without white space, and keeps every number
 * and every double-quoted string as it was typed.
 */
public final class RelaxedJson extends JsonScanner {

    /**
     * A value at the beginning of a text.
     *
     * @param json the value, as strict JSON
     * @param end the index after the value
     */
    public record Prefix(Json json, int end) {}

    /**
     * JSON with variables, at the beginning of a text.
     *
     * @param text strict JSON, except for variables, which take the place of a value and begin with {@code $}
     * @param end the index after the JSON
     */
    public record Template(String text, int end) {}

    private final StringBuilder strict = new StringBuilder();
    private final boolean allowsVariables;

    private RelaxedJson(String text, int from, boolean places) {
        super(text, from);
        this.allowsVariables = places;
    }

    /**
     * Parses a text that is one value.
     *
     * @throws JsonSyntaxException if the text is not exactly one value
     */
    public static Json parse(String text) throws JsonSyntaxException {
        Prefix value = readPrefix(text, 0);
        RelaxedJson rest = new RelaxedJson(text, value.end(), false);
        rest.space();
        if (rest.at < text.length()) {
            throw rest.unexpected("unexpected text after the value");
        }
        return value.json();
    }

    /**
     * Parses the value that begins at an index, and stops after it.
     *
     * @throws JsonSyntaxException if no value begins there
     */
    public static Prefix readPrefix(String text, int from) throws JsonSyntaxException {
        Template read = read(text, from, false);
        return new Prefix(Json.checked(read.text()), read.end());
    }

    /**
     * Parses JSON with variables, such as {@code {to: $1.name}}, and stops after it.
     *
     * @throws JsonSyntaxException if no value begins there
     */
    public static Template readTemplate(String text, int from) throws JsonSyntaxException {
        return read(text, from, true);
    }

    private static Template read(String text, int from, boolean places) throws JsonSyntaxException {
        RelaxedJson relaxed = new RelaxedJson(text, from, places);
        relaxed.space();
        int start = relaxed.at;
        try {
            int end = skipValue(text, start);
            return new Template(text.substring(start, end), end);
        } catch (JsonSyntaxException notStrict) {
            relaxed.value();
            return new Template(relaxed.strict.toString(), relaxed.at);
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
        String rest = text.substring(at, Math.min(at + 2, text.length()));
        boolean line = rest.equals("//");
        if (!line && !rest.equals("/*")) {
            throw unexpected("unexpected '/'");
        }
        int end = text.indexOf(line ? "\n" : "*/", at + 2);
        if (end < 0 && !line) {
            throw new JsonSyntaxException("the comment is not closed", text.length(), true);
        }
        at = end < 0 ? text.length() : end + (line ? 1 : 2);
    }

    @Override
    void key() throws JsonSyntaxException {
        char first = peek("expected a key");
        if (first == '"' || first == '\'') {
            quoted(first);
        } else {
            int start = at;
            while (at < text.length() && isBare(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                throw unexpected("expected a key");
            }
            strict.append(JsonStrings.quote(text.substring(start, at)));
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
            strict.append(text, start, at);
            return;
        }
        try {
            super.scalar(first);
        } catch (JsonSyntaxException e) {
            throw Character.isLetter(first)
                    ? new JsonSyntaxException("expected a value; a text needs quotes", start, false)
                    : e;
        }
        if (at < text.length() && isBare(text.charAt(at))) {
            throw Character.isDigit(text.charAt(start)) || text.charAt(start) == '-'
                    ? unexpected("this does not belong to a number")
                    : new JsonSyntaxException("expected a value; a text needs quotes", start, false);
        }
        strict.append(text, start, at);
    }

    /** Skips a variable: a name with a path, or a name in braces. Does not resolve it. */
    private void variable() throws JsonSyntaxException {
        at++;
        if (isAt('{')) {
            while (next("the brace is not closed") != '}') {
                // Skips to the brace.
            }
            return;
        }
        while (at < text.length() && (isBare(text.charAt(at)) || isAt('.') || isAt('['))) {
            if (isAt('[')) {
                while (next("the bracket is not closed") != ']') {
                    // Skips to the bracket.
                }
            } else {
                at++;
            }
        }
    }

    private void quoted(char quote) throws JsonSyntaxException {
        int start = at;
        if (quote == '"') {
            string();
            strict.append(text, start, at);
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
                return text.substring(start, at);
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

    private static boolean isBare(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '-';
    }
}
