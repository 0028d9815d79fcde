package io.github.siocli.json;

import io.github.siocli.text.ByteScan;
import io.github.siocli.text.Utf8Builder;
import io.github.siocli.text.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One JSON value, stored as the UTF-8 bytes of its original text. It may be a slice of a larger array, such as a packet
 * that came from the network.
 *
 * <p>The text is valid JSON (RFC 8259) without surrounding white space. It is never normalised: key order, digits,
 * escapes and inner white space stay as they were written.
 */
public final class Json {

    /** The kind of a JSON value. */
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    private final byte[] utf8;
    private final int from;
    private final int to;

    private Json(byte[] utf8, int from, int to) {
        this.utf8 = utf8;
        this.from = from;
        this.to = to;
    }

    /** Wraps a slice that a parser of this package has just checked, without a copy. */
    static Json checked(byte[] utf8, int from, int to) {
        return new Json(utf8, from, to);
    }

    /**
     * Parses strict JSON, and drops the white space around the value.
     *
     * @throws JsonSyntaxException if the text is not exactly one JSON value
     */
    public static Json parse(String text) throws JsonSyntaxException {
        return parse(text.getBytes(StandardCharsets.UTF_8), 0);
    }

    /**
     * Parses strict JSON from an index of a UTF-8 text on, and drops the white space around the value. The value is a
     * slice of the array, which must not be changed any more.
     *
     * @throws JsonSyntaxException if the rest of the text is not exactly one JSON value
     */
    public static Json parse(byte[] utf8, int from) throws JsonSyntaxException {
        int start = JsonScanner.skipWhitespace(utf8, from);
        int end = JsonScanner.skipValue(utf8, start);
        int rest = JsonScanner.skipWhitespace(utf8, end);
        if (rest < utf8.length) {
            throw new JsonSyntaxException("unexpected text after the value", Utf8Text.countChars(utf8, 0, rest), false);
        }
        return new Json(utf8, start, end);
    }

    /** Returns true if the whole text is a JSON number. */
    public static boolean isNumber(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        if (first != '-' && (first < '0' || first > '9')) {
            return false;
        }
        try {
            return parse(text).size() == text.length();
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    /**
     * Returns a value whose text is known to be JSON, such as a constant.
     *
     * @throws IllegalArgumentException if the text is not JSON
     */
    public static Json literal(String text) {
        return literal(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns a value whose bytes are known to be JSON. They must not be changed any more.
     *
     * @throws IllegalArgumentException if the bytes are not JSON
     */
    public static Json literal(byte[] utf8) {
        try {
            return parse(utf8, 0);
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException(new String(utf8, StandardCharsets.UTF_8), e);
        }
    }

    /** Returns the JSON string for a Java string. Escapes unpaired surrogates, which UTF-8 cannot encode. */
    public static Json string(String value) {
        byte[] quoted = JsonStrings.quote(value).getBytes(StandardCharsets.UTF_8);
        return new Json(quoted, 0, quoted.length);
    }

    /** Returns the text of the value, valid JSON, as it was written. Each call decodes it. */
    public String text() {
        return new String(utf8, from, to - from, StandardCharsets.UTF_8);
    }

    /** Returns a copy of the bytes of the text. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(utf8, from, to);
    }

    /** Returns the number of bytes of the text. */
    public int size() {
        return to - from;
    }

    /** Appends the text of the value. */
    public void appendTo(Utf8Builder out) {
        out.append(utf8, from, to);
    }

    /** Appends the text with its line breaks replaced by spaces. They occur only between tokens. */
    public void appendOneLineTo(Utf8Builder out) {
        int begin = out.length();
        out.append(utf8, from, to);
        if (!isScalar()) {
            out.replaceLineBreaks(begin);
        }
    }

    /** Returns true if the value is neither an object nor an array. */
    public boolean isScalar() {
        return utf8[from] != '{' && utf8[from] != '[';
    }

    /** Returns true if the text contains a dollar sign or a backslash. */
    public boolean containsDollarOrBackslash() {
        return ByteScan.firstDollarOrBackslash(utf8, from, to) < to;
    }

    /** Returns true if the text contains an ASCII text. Escapes are not resolved. */
    public boolean contains(String ascii) {
        return ByteScan.contains(utf8, from, to, ascii);
    }

    /**
     * Returns this value with other values for the members whose keys a test selects, at any depth, also in strings that
     * contain JSON. Booleans, {@code null} and empty values stay.
     *
     * @param replacement the text of a JSON value
     * @return this object if it has no such member
     */
    public Json replaceMembers(KeyTest keys, String replacement) {
        return MemberScanner.replace(this, utf8, from, to, keys, replacement);
    }

    /** Returns the kind of the value. */
    public Kind kind() {
        return switch (utf8[from]) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.STRING;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            default -> Kind.NUMBER;
        };
    }

    /**
     * Returns the characters of a JSON string without quotes and escapes.
     *
     * @throws IllegalStateException if the value is not a string
     */
    public String stringValue() {
        require(Kind.STRING);
        return JsonStrings.unquote(text());
    }

    private void require(Kind kind) {
        if (kind() != kind) {
            throw new IllegalStateException("not of kind " + kind + ": " + text());
        }
    }

    /**
     * Returns the members of an object in their order. If a key occurs several times, its last value counts.
     *
     * @throws IllegalStateException if the value is not an object
     */
    public Map<String, Json> members() {
        require(Kind.OBJECT);
        try {
            return JsonScanner.members(utf8, from, to);
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns the elements of an array.
     *
     * @throws IllegalStateException if the value is not an array
     */
    public List<Json> elements() {
        require(Kind.ARRAY);
        try {
            return JsonScanner.elements(utf8, from, to);
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the text with its line breaks replaced by spaces. They occur only between tokens. */
    public String oneLine() {
        return text().replace('\n', ' ').replace('\r', ' ');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Json json && Arrays.equals(utf8, from, to, json.utf8, json.from, json.to);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + utf8[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return text();
    }
}
