package io.github.siocli.shell;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.json.RelaxedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of the line language, split into words. JSON needs no quotes around it: text that begins like a JSON object,
 * array or string (single quotes allowed) is one word up to its end, and becomes strict JSON.
 *
 * @param parts the words with their positions; none for a blank line or a comment, which begins with {@code #}
 */
public record Line(List<Word> parts) {

    /**
     * A word of a line.
     *
     * @param text the value of the word; strict JSON if it was written as JSON
     * @param start index of its first character in the line
     * @param end index behind its last character
     * @param json true if it was written as a JSON object, array or string
     */
    public record Word(String text, int start, int end, boolean json) {}

    /**
     * The part of a line that could be parsed.
     *
     * @param line the words before the problem
     * @param problem the syntax error that ended the parsing; empty if the line is valid
     */
    public record PartialLine(Line line, Optional<Problem> problem) {}

    /**
     * A syntax error in a line.
     *
     * @param start index of the first character of the invalid word
     * @param offset index of the first character that does not fit
     * @param incomplete true if more text could complete the word
     * @param failure the error to report to the user
     */
    public record Problem(int start, int offset, boolean incomplete, FailureException failure) {}

    /** Reads one JSON value within a line. */
    @FunctionalInterface
    public interface JsonNotation {

        /** Reads relaxed JSON. */
        JsonNotation VALUES = (text, from) -> {
            RelaxedJson.Prefix value = RelaxedJson.readPrefix(text, from);
            return new Word(value.json().text(), from, value.end(), true);
        };

        /** Reads relaxed JSON with placeholders, which begin with {@code $} and are kept as they are. */
        JsonNotation TEMPLATES = (text, from) -> {
            RelaxedJson.Template value = RelaxedJson.readTemplate(text, from);
            return new Word(value.text(), from, value.end(), true);
        };

        /** Reads the value that begins at an index. */
        Word read(String text, int from) throws JsonSyntaxException;
    }

    public Line {
        parts = List.copyOf(parts);
    }

    /** Returns the texts of the words. */
    public List<String> words() {
        List<String> words = new ArrayList<>(parts.size());
        for (Word part : parts) {
            words.add(part.text());
        }
        return words;
    }

    /**
     * Splits a line into words.
     *
     * @throws FailureException if JSON in the line is invalid; the failure points at the position
     */
    public static Line parse(String text) throws FailureException {
        PartialLine partial = read(text);
        if (partial.problem().isPresent()) {
            throw partial.problem().get().failure();
        }
        return partial.line();
    }

    /**
     * Returns true if the line ends within a JSON object or array of the given notation, which the next line can
     * continue. A string cannot continue, because it contains no line breaks.
     */
    static boolean isIncomplete(String text, JsonNotation notation) {
        return read(text + "\n", notation).problem().filter(Problem::incomplete).isPresent();
    }

    /** Splits a line up to its first syntax error. */
    public static PartialLine read(String text) {
        return read(text, JsonNotation.VALUES);
    }

    /** Splits a line up to its first syntax error, with JSON in another notation. */
    static PartialLine read(String text, JsonNotation notation) {
        List<Word> parts = new ArrayList<>();
        int index = skipSpace(text, 0);
        if (index < text.length() && text.charAt(index) == '#') {
            return new PartialLine(new Line(parts), Optional.empty());
        }
        while (index < text.length()) {
            try {
                parts.add(next(text, index, notation));
            } catch (JsonSyntaxException e) {
                FailureException failure = UsageErrors.errorAt("the line", e, text, "str:… sends a word as a string");
                return new PartialLine(
                        new Line(parts), Optional.of(new Problem(index, e.offset(), e.incomplete(), failure)));
            }
            int end = parts.get(parts.size() - 1).end();
            if (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                char next = text.charAt(end);
                boolean isSurplus = parts.get(parts.size() - 1).json() && "}]".indexOf(next) >= 0;
                FailureException failure = UsageErrors.errorAt(
                        isSurplus ? "one " + next + " too many after the value" : "a space is missing after the value",
                        text,
                        end,
                        "");
                return new PartialLine(new Line(parts), Optional.of(new Problem(end, end, false, failure)));
            }
            index = skipSpace(text, end);
        }
        return new PartialLine(new Line(parts), Optional.empty());
    }

    /**
     * Reads the word that begins at an index.
     *
     * @throws JsonSyntaxException if the word is invalid JSON
     */
    public static Word next(String text, int from, JsonNotation notation) throws JsonSyntaxException {
        return "{[\"'".indexOf(text.charAt(from)) >= 0 ? notation.read(text, from) : word(text, from);
    }

    private static Word word(String text, int from) {
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
}
