package io.github.siocli.json;

import java.util.List;
import java.util.Map;

/**
 * One JSON value, held as the text it was written in.
 *
 * <p>The text is valid JSON (RFC 8259) without white space around it. It is never normalised: key order, digits,
 * escapes and inner white space are those of its author.
 */
public final class Json {

    /** What a JSON value is. */
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

    /** For text that a reader of this package has just checked. */
    static Json checked(String text) {
        return new Json(text);
    }

    /**
     * Reads strict JSON; white space around the value is dropped.
     *
     * @throws JsonSyntaxException where the text is not exactly one JSON value
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

    /** Returns true if the text is a JSON number, without anything around it. */
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
     * A value whose text is known to be JSON, such as a constant.
     *
     * @throws IllegalArgumentException where it is not
     */
    public static Json literal(String text) {
        try {
            return parse(text);
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** The JSON string that stands for a Java string; unpaired surrogates are escaped, as UTF-8 cannot carry them. */
    public static Json string(String value) {
        return new Json(JsonStrings.quote(value));
    }

    /** The text of the value, valid JSON, as it was written. */
    public String text() {
        return text;
    }

    /** What the value is. */
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
     * The characters that a JSON string stands for.
     *
     * @throws IllegalStateException where the value is not a string
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
     * The members of an object in their order; of members with the same key the last one counts.
     *
     * @throws IllegalStateException where the value is not an object
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
     * The elements of an array.
     *
     * @throws IllegalStateException where the value is not an array
     */
    public List<Json> elements() {
        require(Kind.ARRAY);
        try {
            return JsonScanner.elements(text, 0);
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same text without line breaks: they can only stand between tokens, and become spaces. */
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
