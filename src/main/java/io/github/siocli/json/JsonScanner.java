package io.github.siocli.json;

import io.github.siocli.text.ByteScan;
import io.github.siocli.text.Utf8Text;
import java.nio.charset.StandardCharsets;
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
public sealed class JsonScanner permits MemberScanner, RelaxedJson {

    private static final char NOT_ASCII = '\u0080';

    final byte[] utf8;
    final int end;
    int at;

    /** Creates a scanner of a UTF-8 text between two indexes. Its errors count characters from the beginning of the array. */
    JsonScanner(byte[] utf8, int from, int to) {
        this.utf8 = utf8;
        this.at = from;
        this.end = to;
    }

    /** Returns the index of the first byte at or after {@code from} that is not JSON white space. */
    static int skipWhitespace(byte[] utf8, int from) {
        return skipWhitespace(utf8, from, utf8.length);
    }

    private static int skipWhitespace(byte[] utf8, int from, int to) {
        int i = from;
        while (i < to && isWhitespace(utf8[i])) {
            i++;
        }
        return i;
    }

    /**
     * Returns the index after the value that begins at {@code from}.
     *
     * @throws JsonSyntaxException if no valid value begins there
     */
    static int skipValue(byte[] utf8, int from) throws JsonSyntaxException {
        JsonScanner scanner = new JsonScanner(utf8, from, utf8.length);
        scanner.value();
        return scanner.at;
    }

    /**
     * Returns the elements of the array that begins at {@code from} and extends to the end of a UTF-8 text. They are
     * slices of the text, which must not be changed any more.
     *
     * @throws JsonSyntaxException if there is no valid array, or text after it
     */
    public static List<Json> elements(byte[] utf8, int from) throws JsonSyntaxException {
        return elements(utf8, from, utf8.length);
    }

    static List<Json> elements(byte[] utf8, int from, int to) throws JsonSyntaxException {
        JsonScanner scanner = new JsonScanner(utf8, from, to);
        List<Json> elements = scanner.array();
        scanner.skipSpace();
        if (scanner.at < to) {
            throw scanner.unexpected("unexpected text after the array");
        }
        return elements;
    }

    /** Returns the members of a valid object. If a key occurs several times, its last value counts. */
    static Map<String, Json> members(byte[] utf8, int from, int to) throws JsonSyntaxException {
        JsonScanner scanner = new JsonScanner(utf8, from, to);
        Map<String, Json> members = new LinkedHashMap<>();
        scanner.open('{');
        scanner.space();
        while (!scanner.isAt('}')) {
            int start = scanner.at;
            scanner.string();
            String key = JsonStrings.unquote(scanner.textFrom(start));
            scanner.colon();
            int value = scanner.at;
            scanner.value();
            members.put(key, Json.checked(utf8, value, scanner.at));
            scanner.space();
            if (scanner.isAt(',')) {
                scanner.at++;
                scanner.space();
            }
        }
        return members;
    }

    /** Returns the text from an index to the current position. */
    final String textFrom(int start) {
        return new String(utf8, start, at - start, StandardCharsets.UTF_8);
    }

    private List<Json> array() throws JsonSyntaxException {
        if (!isAt('[')) {
            throw unexpected("expected an array");
        }
        List<Json> elements = new ArrayList<>(4);
        at++;
        skipSpace();
        if (isAt(']')) {
            at++;
            return elements;
        }
        while (true) {
            int start = at;
            value();
            elements.add(Json.checked(utf8, start, at));
            skipSpace();
            char c = next("the array is not closed");
            if (c == ']') {
                return elements;
            }
            if (c != ',') {
                at--;
                throw unexpected("expected ',' or ']'");
            }
            skipSpace();
        }
    }

    private void skipSpace() {
        at = skipWhitespace(utf8, at, end);
    }

    final void value() throws JsonSyntaxException {
        // One bit per level: set for an object. Deeper levels than a long has bits are rare.
        long objects = 0;
        BitSet deepObjects = null;
        int depth = 0;
        while (true) {
            // Expects a value.
            char c = peek("expected a value");
            if (c == '{' || c == '[') {
                if (depth < Long.SIZE) {
                    long bit = 1L << depth;
                    objects = c == '{' ? objects | bit : objects & ~bit;
                } else {
                    deepObjects = deepObjects == null ? new BitSet() : deepObjects;
                    deepObjects.set(depth, c == '{');
                }
                depth++;
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
                boolean object = depth <= Long.SIZE ? (objects >>> depth - 1 & 1) != 0 : deepObjects.get(depth - 1);
                char close = object ? '}' : ']';
                space();
                char d = peek(object ? "the object is not closed" : "the array is not closed");
                if (d == ',' && !commaEnds(close)) {
                    if (object) {
                        key();
                    }
                    break;
                }
                if (!isAt(close)) {
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
        skipSpace();
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
            at = ByteScan.endOfPlain(utf8, at, end);
            char c = next("the string is not closed");
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
        if (isAt('-')) {
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
        while (at < end && utf8[at] >= '0' && utf8[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw unexpected(problem);
        }
    }

    final boolean isAt(char c) {
        return at < end && utf8[at] == c;
    }

    /** Returns the next ASCII character; U+0080 for any other. */
    final char peek(String problem) throws JsonSyntaxException {
        if (at >= end) {
            throw unexpected(problem);
        }
        byte b = utf8[at];
        return b < 0 ? NOT_ASCII : (char) b;
    }

    final char next(String problem) throws JsonSyntaxException {
        char c = peek(problem);
        at++;
        return c;
    }

    final JsonSyntaxException unexpected(String problem) {
        return unexpected(problem, at);
    }

    /** Returns the error at an index; its offset counts characters. */
    final JsonSyntaxException unexpected(String problem, int index) {
        return new JsonSyntaxException(problem, Utf8Text.countChars(utf8, 0, index), index >= end);
    }

    static boolean isWhitespace(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static boolean isHexDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
