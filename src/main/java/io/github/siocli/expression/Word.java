package io.github.siocli.expression;

import io.github.siocli.json.Json;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.json.RelaxedJson;
import java.util.Optional;

/**
 * A word of a line. JSON needs no quotes around it: text that begins like a JSON object, array or string (single quotes
 * allowed) is one word up to its end, and becomes strict JSON, except for references such as {@code $1}.
 *
 * @param text the value of the word; strict JSON with references if it was written as JSON
 * @param start index of its first character in the line
 * @param end index behind its last character
 * @param json true if it was written as a JSON object, array or string
 */
public record Word(String text, int start, int end, boolean json) {

    /**
     * Reads the word that begins at an index. References and functions in JSON, which begin with {@code $}, are kept.
     *
     * @throws JsonSyntaxException if the word is invalid JSON
     */
    public static Word read(String text, int from) throws JsonSyntaxException {
        if ("{[\"'".indexOf(text.charAt(from)) >= 0) {
            RelaxedJson.Template value = RelaxedJson.readTemplate(text, from);
            return new Word(value.text(), from, value.end(), true);
        }
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return new Word(text.substring(from, end), from, end, false);
    }

    /** Returns the index of the first character at or after an index that is not white space. */
    public static int skipSpace(String text, int from) {
        int index = from;
        while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
            index++;
        }
        return index;
    }

    /**
     * Returns the index in a line of a character of this word. It is estimated if the word was written as JSON, whose text
     * differs from the one in the line.
     *
     * @param offset index of the character in the text of the word
     */
    public int offsetIn(String line, int offset) {
        if (!json) {
            return start + offset;
        }
        int to = offset;
        while (to < text.length() && ",:]}\" ".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        int found = line.indexOf(text.substring(offset, to), start);
        return found < 0 || found >= end ? start : found;
    }

    /** Returns the problem with the text that follows this word in a line; empty if it is the next word. */
    public Optional<String> problemBehind(String line) {
        if (end == line.length() || Character.isWhitespace(line.charAt(end))) {
            return Optional.empty();
        }
        char next = line.charAt(end);
        return Optional.of(
                "}]".indexOf(next) >= 0
                        ? "one " + next + " too many after the value"
                        : "a space is missing after the value");
    }

    /**
     * Returns true if the word is a string in single quotes whose characters are a JSON object or array. A shell needs such
     * quotes; in a line they make a string.
     *
     * @param line the line that the word was read from
     */
    public boolean isJsonInSingleQuotes(String line) {
        if (!line.startsWith("'{", start) && !line.startsWith("'[", start)) {
            return false;
        }
        String content = quoted().orElse("");
        try {
            return RelaxedJson.readTemplate(content, 0).end() == content.length();
        } catch (JsonSyntaxException notJson) {
            return false;
        }
    }

    /** Returns the characters of a word that is written as a JSON string; empty for any other word. */
    public Optional<String> quoted() {
        return json && text.startsWith("\"") ? Optional.of(Json.literal(text).stringValue()) : Optional.empty();
    }
}
