package io.github.siocli.json;

import java.util.List;
import java.util.Map;

/**
 * One JSON value, stored as its original text.
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

    private final String text;

    private Json(String text) {
        this.text = text;
    }

    /** Wraps a text that a parser of this package has just checked. */
    static Json checked(String text) {
        return new Json(text);
    }

    /**
     * Parses strict JSON, and drops the white space around the value.
     *
     * @throws JsonSyntaxException if the text is not exactly one JSON value
     */
    public static Json parse(String text) throws JsonSyntaxException {
        int start = JsonScanner.skipWhitespace(text, 0);
        int end = JsonScanner.skipValue(text, start);
        int rest = JsonScanner.skipWhitespace(text, end);
        if (rest < text.length()) {
            throw new JsonSyntaxException("unexpected text after the value", rest, false);
        }
        return new Json(text.substring(start, end));
    }

    /** Returns true if the whole text is a JSON number. */
    public static boolean isNumber(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        if (first != '-' && (first < '0' || first > '9')) {
            return false;
        }
        try {
            Json value = parse(text);
            return value.text.length() == text.length();
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
        try {
            return parse(text);
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Returns the JSON string for a Java string. Escapes unpaired surrogates, which UTF-8 cannot encode. */
    public static Json string(String value) {
        return new Json(JsonStrings.quote(value));
    }

    /** Returns the text of the value, valid JSON, as it was written. */
    public String text() {
        return text;
    }

    /** Returns the kind of the value. */
    public Kind kind() {
        return switch (text.charAt(0)) {
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
        return JsonStrings.unquote(text);
    }

    private void require(Kind kind) {
        if (kind() != kind) {
            throw new IllegalStateException("not of kind " + kind + ": " + text);
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
            return JsonScanner.members(text, 0);
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
            return JsonScanner.elements(text, 0);
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the text with its line breaks replaced by spaces. They occur only between tokens. */
    public String oneLine() {
        return text.replace('\n', ' ').replace('\r', ' ');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Json json && text.equals(json.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
