package io.github.siocli.shell;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.json.RelaxedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of the tool's language, cut into words. JSON needs no quotes around it: what begins like a JSON object, array
 * or string (in single quotes too) is one word to its end, and comes out as strict JSON.
 *
 * @param parts the words with their places; none for a line that is blank or a comment, which begins with {@code #}
 */
public record Line(List<Word> parts) {

    /**
     * A word of a line.
     *
     * @param text what it stands for; strict JSON where it is JSON
     * @param start index of its first character in the line
     * @param end index behind its last character
     * @param json whether it was written as a JSON object, array or string
     */
    public record Word(String text, int start, int end, boolean json) {}

    /**
     * As much of a line as could be read.
     *
     * @param line the words before the problem
     * @param problem what is wrong with the rest, where something is
     */
    public record PartialLine(Line line, Optional<Problem> problem) {}

    /**
     * What is wrong with a line.
     *
     * @param start index of the word that is broken
     * @param offset index of the place in it that does not fit
     * @param incomplete whether more text could complete the word
     * @param failure what to tell the user
     */
    public record Problem(int start, int offset, boolean incomplete, FailureException failure) {}

    /** How JSON in a line is read, which need not be all of the text. */
    @FunctionalInterface
    public interface JsonNotation {

        /** JSON as people type it. */
        JsonNotation VALUES = (text, from) -> {
            RelaxedJson.Prefix value = RelaxedJson.readPrefix(text, from);
            return new Word(value.json().text(), from, value.end(), true);
        };

        /** The same with places for values in it, which begin with {@code $} and stay as they are. */
        JsonNotation TEMPLATES = (text, from) -> {
            RelaxedJson.Template value = RelaxedJson.readTemplate(text, from);
            return new Word(value.text(), from, value.end(), true);
        };

        /** The value that begins at an index. */
        Word read(String text, int from) throws JsonSyntaxException;
    }

    public Line {
        parts = List.copyOf(parts);
    }

    /** The texts of the words. */
    public List<String> words() {
        List<String> words = new ArrayList<>(parts.size());
        for (Word part : parts) {
            words.add(part.text());
        }
        return words;
    }

    /**
     * Cuts a line.
     *
     * @throws FailureException where JSON in it is broken, with the place
     */
    public static Line parse(String text) throws FailureException {
        PartialLine reading = read(text);
        if (reading.problem().isPresent()) {
            throw reading.problem().get().failure();
        }
        return reading.line();
    }

    /**
     * Whether the line ends within a JSON value that another line can go on with. A string cannot: it has no line breaks.
     */
    public static boolean isIncomplete(String text) {
        return isIncomplete(text, JsonNotation.VALUES);
    }

    /** The same with JSON in another notation. */
    public static boolean isIncomplete(String text, JsonNotation notation) {
        return read(text + "\n", notation).problem().filter(Problem::incomplete).isPresent();
    }

    /** Cuts as much of a line as can be cut. */
    public static PartialLine read(String text) {
        return read(text, JsonNotation.VALUES);
    }

    /** Cuts as much of a line as can be cut, with JSON in another notation. */
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
     * The word that begins at an index.
     *
     * @throws JsonSyntaxException where it is broken JSON
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

    /** The index of the first character at or behind an index that is no white space. */
    public static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
