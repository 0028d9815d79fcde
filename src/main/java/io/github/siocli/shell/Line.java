package io.github.siocli.shell;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.Word;
import io.github.siocli.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of the line language, split into words.
 *
 * @param parts the words with their positions; none for a blank line or a comment, which begins with {@code #}
 */
public record Line(List<Word> parts) {

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
     * @param message the error, without the place
     * @param failure the error to report to the user
     */
    public record Problem(int start, int offset, boolean incomplete, String message, FailureException failure) {}

    public Line {
        parts = List.copyOf(parts);
    }

    /** Returns the name of the client before the line, if the first word is one, such as {@code bob:}. */
    public static Optional<String> clientName(String firstWord) {
        return Optional.of(firstWord)
                .filter(word -> word.endsWith(":"))
                .map(word -> word.substring(0, word.length() - 1))
                .filter(Clients::isName);
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
     * Returns true if the line ends within a JSON object or array, which the next line can continue. A string cannot
     * continue, because it contains no line breaks.
     */
    static boolean isIncomplete(String text) {
        return read(text + "\n").problem().filter(Problem::incomplete).isPresent();
    }

    /** Splits a line up to its first syntax error. */
    public static PartialLine read(String text) {
        List<Word> parts = new ArrayList<>();
        int index = Word.skipSpace(text, 0);
        if (index < text.length() && text.charAt(index) == '#') {
            return new PartialLine(new Line(parts), Optional.empty());
        }
        while (index < text.length()) {
            try {
                parts.add(Word.read(text, index));
            } catch (JsonSyntaxException e) {
                FailureException failure = UsageErrors.errorAt("the line", e, text, "str:… sends a word as a string");
                return new PartialLine(
                        new Line(parts),
                        Optional.of(new Problem(
                                index, e.offset(), e.incomplete(), "the line is invalid: " + e.getMessage(), failure)));
            }
            Word word = parts.get(parts.size() - 1);
            Optional<String> problem = word.problemBehind(text);
            if (problem.isPresent()) {
                FailureException failure = UsageErrors.errorAt(problem.get(), text, word.end(), "");
                return new PartialLine(
                        new Line(parts),
                        Optional.of(new Problem(word.end(), word.end(), false, problem.get(), failure)));
            }
            index = Word.skipSpace(text, word.end());
        }
        return new PartialLine(new Line(parts), Optional.empty());
    }
}
