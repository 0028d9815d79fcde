package io.github.siocli.json;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the start and end of JSON values, and validates them (RFC 8259), in one pass and without building objects.
 *
 * <p>It reads all events from the network. A general parser would create tokens that sio does not need, and would limit
 * digits, depth and length, which a debugger must not do. Nesting costs one bit per level, so that deeply nested input
 * cannot exhaust the stack.
 */
public sealed class JsonScanner permits RelaxedJson {

    final String text;
    int at;

    JsonScanner(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** Returns the index of the first character at or after {@code from} that is not JSON white space. */
    public static int skipWhitespace(String text, int from) {
        int i = from;
        while (i < text.length() && isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /**
     * Returns the index after the value that begins at {@code from}.
     *
     * @throws JsonSyntaxException if no valid value begins there
     */
    public static int skipValue(String text, int from) throws JsonSyntaxException {
        JsonScanner scanner = new JsonScanner(text, from);
        scanner.value();
        return scanner.at;
    }

    /**
     * Returns the elements of the array that begins at {@code from} and extends to the end of the text.
     *
     * @throws JsonSyntaxException if there is no valid array, or text after it
     */
    public static List<Json> elements(String text, int from) throws JsonSyntaxException {
        JsonScanner scanner = new JsonScanner(text, from);
        List<Json> elements = scanner.array();
        int rest = skipWhitespace(text, scanner.at);
        if (rest < text.length()) {
            throw new JsonSyntaxException("unexpected text after the array", rest, false);
        }
        return elements;
    }

    /**
     * Returns the members of the object that begins at an index. If a key occurs several times, its last value counts.
     */
    static Map<String, Json> members(String text, int from) throws JsonSyntaxException {
        JsonScanner scanner = new JsonScanner(text, from);
        Map<String, Json> members = new LinkedHashMap<>();
        scanner.open('{');
        scanner.space();
        while (!scanner.isAt('}')) {
            int start = scanner.at;
            scanner.string();
            String key = JsonStrings.unquote(text.substring(start, scanner.at));
            scanner.colon();
            int value = scanner.at;
            scanner.value();
            members.put(key, Json.checked(text.substring(value, scanner.at)));
            scanner.space();
            if (scanner.isAt(',')) {
                scanner.at++;
                scanner.space();
            }
        }
        return members;
    }

    private List<Json> array() throws JsonSyntaxException {
        if (at >= text.length() || text.charAt(at) != '[') {
            throw unexpected("expected an array");
        }
        List<Json> elements = new ArrayList<>(4);
        at = skipWhitespace(text, at + 1);
        if (at < text.length() && text.charAt(at) == ']') {
            at++;
            return elements;
        }
        while (true) {
            int start = at;
            value();
            elements.add(Json.checked(text.substring(start, at)));
            at = skipWhitespace(text, at);
            char c = next("the array is not closed");
            if (c == ']') {
                return elements;
            }
            if (c != ',') {
                at--;
                throw unexpected("expected ',' or ']'");
            }
            at = skipWhitespace(text, at);
        }
    }

    final void value() throws JsonSyntaxException {
        BitSet objects = null;
        int depth = 0;
        while (true) {
            // Expects a value.
            char c = peek("expected a value");
            if (c == '{' || c == '[') {
                if (objects == null) {
                    objects = new BitSet();
                }
                objects.set(depth++, c == '{');
                open(c);
                space();
                char close = c == '{' ? '}' : ']';
                if (peek(c == '{' ? "expected a key or '}'" : "expected a value or ']'") != close) {
                    if (c == '{') {
                        key();
                    }
                    continue;
                }
            } else {
                scalar(c);
            }
            // A value has ended, or an empty container follows: close every container that ends here.
            while (true) {
                if (depth == 0) {
                    return;
                }
                boolean object = objects.get(depth - 1);
                char close = object ? '}' : ']';
                space();
                char d = peek(object ? "the object is not closed" : "the array is not closed");
                if (d == ',' && !commaEnds(close)) {
                    if (object) {
                        key();
                    }
                    break;
                }
                if (text.charAt(at) != close) {
                    throw unexpected("expected ',' or '" + close + "'");
                }
                close(close);
                depth--;
            }
        }
    }

    /** Skips the bracket that opens an object or an array. */
    void open(char bracket) {
        at++;
    }

    /** Skips the bracket that closes an object or an array. */
    void close(char bracket) {
        at++;
    }

    /** Skips white space between tokens; relaxed JSON also allows comments. */
    void space() throws JsonSyntaxException {
        at = skipWhitespace(text, at);
    }

    /** Skips a comma and the space after it. Returns true if it is a trailing comma before the closing bracket. */
    boolean commaEnds(char close) throws JsonSyntaxException {
        at++;
        space();
        return false;
    }

    /** Skips a key, its colon and the space after it. */
    void key() throws JsonSyntaxException {
        if (peek("expected a key") != '"') {
            throw unexpected("expected a key in double quotes");
        }
        string();
        colon();
    }

    final void colon() throws JsonSyntaxException {
        space();
        if (peek("expected ':' after the key") != ':') {
            throw unexpected("expected ':' after the key");
        }
        at++;
        space();
    }

    /** Skips a value that is neither an object nor an array. */
    void scalar(char first) throws JsonSyntaxException {
        switch (first) {
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void word(String word) throws JsonSyntaxException {
        for (int i = 0; i < word.length(); i++) {
            if (next("expected a value") != word.charAt(i)) {
                at--;
                throw unexpected("expected a value");
            }
        }
    }

    final void string() throws JsonSyntaxException {
        at++;
        while (true) {
            // A tight loop, because most of the input is inside strings.
            int end = text.length();
            int i = at;
            char c = 'x';
            while (i < end && (c = text.charAt(i)) >= ' ' && c != '"' && c != '\\') {
                i++;
            }
            at = i;
            c = next("the string is not closed");
            if (c == '"') {
                return;
            }
            if (c == '\\') {
                escape();
            } else {
                at--;
                throw unexpected("a control character in a string must be escaped");
            }
        }
    }

    final void escape() throws JsonSyntaxException {
        char c = next("the string is not closed");
        if (c == 'u') {
            for (int i = 0; i < 4; i++) {
                if (!isHexDigit(next("the string is not closed"))) {
                    at--;
                    throw unexpected("expected four hexadecimal digits");
                }
            }
        } else if ("\"\\/bfnrt".indexOf(c) < 0) {
            at--;
            throw unexpected("unknown escape");
        }
    }

    private void number() throws JsonSyntaxException {
        if (text.charAt(at) == '-') {
            at++;
        }
        if (isAt('0')) {
            at++;
        } else {
            digits("expected a value");
        }
        if (isAt('.')) {
            at++;
            digits("expected a digit after the decimal point");
        }
        if (isAt('e') || isAt('E')) {
            at++;
            if (isAt('+') || isAt('-')) {
                at++;
            }
            digits("expected a digit in the exponent");
        }
    }

    private void digits(String problem) throws JsonSyntaxException {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw unexpected(problem);
        }
    }

    final boolean isAt(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    final char peek(String problem) throws JsonSyntaxException {
        if (at >= text.length()) {
            throw unexpected(problem);
        }
        return text.charAt(at);
    }

    final char next(String problem) throws JsonSyntaxException {
        char c = peek(problem);
        at++;
        return c;
    }

    final JsonSyntaxException unexpected(String problem) {
        return new JsonSyntaxException(problem, at, at >= text.length());
    }

    private static boolean isWhitespace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static boolean isHexDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
