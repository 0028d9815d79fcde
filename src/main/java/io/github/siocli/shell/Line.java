package io.github.siocli.shell;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.json.RelaxedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of the language, split into words. JSON needs no quotes around it: a word that begins like a JSON object,
 * array or string (also in single quotes) extends to its end and becomes strict JSON.
 *
 * @param parts words with their positions; empty for a blank line or a comment, which begins with {@code #}
 */
public record Line(List<Word> parts) {

    /**
     * A word of a line.
     *
     * @param text the text of the word; strict JSON if it is JSON
     * @param start index of its first character in the line
     * @param end index after its last character
     * @param json whether it was written as a JSON object, array or string
     */
    public record Word(String text, int start, int end, boolean json) {}

    /**
     * The readable part of a line.
     *
     * @param line words before the problem
     * @param problem the problem in the rest, if any
     */
    public record PartialLine(Line line, Optional<Problem> problem) {}

    /**
     * A problem in a line.
     *
     * @param start index of the broken word
     * @param offset index of the error in the line
     * @param incomplete whether more text could complete the word
     * @param failure failure for the user
     */
    public record Problem(int start, int offset, boolean incomplete, FailureException failure) {}

    /** Reads a JSON value at a place of a text. */
    @FunctionalInterface
    public interface JsonNotation {

        /** Relaxed JSON. */
        JsonNotation VALUES = (text, from) -> {
            RelaxedJson.Prefix value = RelaxedJson.readPrefix(text, from);
            return new Word(value.json().text(), from, value.end(), true);
        };

        /** Relaxed JSON with references, which begin with {@code $} and are kept as they are. */
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
     * Splits a line.
     *
     * @throws FailureException if JSON in it is malformed, with the position
     */
    public static Line parse(String text) throws FailureException {
        PartialLine reading = read(text);
        if (reading.problem().isPresent()) {
            throw reading.problem().get().failure();
        }
        return reading.line();
    }

    /**
     * Returns true if the line ends within a JSON value that another line can continue. A string contains no line
     * breaks and cannot be continued.
     */
    public static boolean isIncomplete(String text) {
        return isIncomplete(text, JsonNotation.VALUES);
    }

    /** Returns true if the line ends within a JSON value of a notation. */
    public static boolean isIncomplete(String text, JsonNotation notation) {
        return read(text + "\n", notation).problem().filter(Problem::incomplete).isPresent();
    }

    /** Splits as much of a line as possible. */
    public static PartialLine read(String text) {
        return read(text, JsonNotation.VALUES);
    }

    /** Splits as much of a line as possible, with JSON in another notation. */
    public static PartialLine read(String text, JsonNotation notation) {
        List<Word> parts = new ArrayList<>();
        int at = skipSpace(text, 0);
        if (at < text.length() && text.charAt(at) == '#') {
            return new PartialLine(new Line(parts), Optional.empty());
        }
        while (at < text.length()) {
            try {
                parts.add(next(text, at, notation));
            } catch (JsonSyntaxException e) {
                FailureException failure = UsageErrors.errorAt("the line", e, text, "str:… sends a word as a string");
                return new PartialLine(
                        new Line(parts), Optional.of(new Problem(at, e.offset(), e.incomplete(), failure)));
            }
            int end = parts.get(parts.size() - 1).end();
            if (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                FailureException failure = UsageErrors.errorAt("a space is missing behind the value", text, end, "");
                return new PartialLine(new Line(parts), Optional.of(new Problem(end, end, false, failure)));
            }
            at = skipSpace(text, end);
        }
        return new PartialLine(new Line(parts), Optional.empty());
    }

    /**
     * Returns the word that begins at an index.
     *
     * @throws JsonSyntaxException if it is malformed JSON
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

    /** Returns the index of the first character from an index on that is not white space. */
    public static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
