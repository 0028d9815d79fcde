package io.github.siocli.mock;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.shell.Line;

/** Reads the words of one rule in order and knows their positions in the file. */
final class RuleLexer {

    private final String source;
    private final String file;
    private final int start;
    private final String text;
    private int at;

    /**
     * Creates a lexer at the beginning of a rule.
     *
     * @param source name of the file in messages
     * @param file text of the complete file
     * @param start index of the rule in the file
     * @param text the rule
     */
    RuleLexer(String source, String file, int start, String text) {
        this.source = source;
        this.file = file;
        this.start = start;
        this.text = text;
        this.at = Line.skipSpace(text, 0);
    }

    /** Returns the position of the rule, such as {@code chat.rules:3}. */
    String place() {
        long line = 1
                + file.substring(0, start + offset())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return source + ":" + line;
    }

    /** Returns the index of the next word in the rule. */
    int offset() {
        return at;
    }

    /** Moves back to an index. */
    void back(int offset) {
        at = offset;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    /** Returns true if the next word is the given one and not JSON. */
    boolean isAt(String word) {
        int end = at + word.length();
        return text.startsWith(word, at) && (end == text.length() || Character.isWhitespace(text.charAt(end)));
    }

    /** Skips a word if it is the next one. */
    boolean take(String word) {
        boolean found = isAt(word);
        if (found) {
            moveTo(at + word.length());
        }
        return found;
    }

    /** Skips a word if it is the next one and white space or a parenthesis follows. */
    boolean takeOperator(String word) {
        return take(word) || text.startsWith(word + "(", at) && takeSymbol(word);
    }

    /** Skips characters if they are next, whatever follows. */
    boolean takeSymbol(String symbol) {
        boolean found = text.startsWith(symbol, at);
        if (found) {
            moveTo(at + symbol.length());
        }
        return found;
    }

    /**
     * Returns the next word.
     *
     * @param expected the expected element, for the message
     * @throws FailureException if the rule ends here or the word is malformed JSON
     */
    Line.Word next(String expected) throws FailureException {
        Line.Word word = cut(expected);
        if (word.end() < text.length() && !Character.isWhitespace(text.charAt(word.end()))) {
            char next = text.charAt(word.end());
            boolean isSurplus = "}]".indexOf(next) >= 0;
            throw error(
                    word.end(),
                    isSurplus ? "one " + next + " too many after the value" : "a space is missing after the value",
                    "");
        }
        moveTo(word.end());
        return word;
    }

    /**
     * Returns the next word of a condition, which needs no space after it.
     *
     * @param ends characters that end the word
     * @throws FailureException if the rule ends here or the word is malformed JSON
     */
    Line.Word operand(String ends) throws FailureException {
        Line.Word word = cut("a value");
        int end = word.end();
        if (!word.json()) {
            end = word.start();
            while (end < word.end() && ends.indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (end == word.start()) {
                throw error(end, "a value is missing before \"" + word.text() + "\"", "");
            }
        }
        moveTo(end);
        return new Line.Word(
                word.json() ? word.text() : text.substring(word.start(), end), word.start(), end, word.json());
    }

    private Line.Word cut(String expected) throws FailureException {
        if (isAtEnd()) {
            throw error(at, expected + " is missing", "");
        }
        try {
            return Line.next(text, at, Line.JsonNotation.TEMPLATES);
        } catch (JsonSyntaxException e) {
            // A value that is not closed extends to the end of the file.
            throw e.incomplete()
                    ? error(at, "this value is not closed", "")
                    : error(e.offset(), "the value is invalid: " + e.getMessage(), "str:… makes a word a string");
        }
    }

    private void moveTo(int index) {
        at = Line.skipSpace(text, index);
    }

    /** Returns an error at an index of the rule. */
    FailureException error(int offset, String message, String hint) {
        // An error about a missing word at the end of a line is placed there, not on the next line.
        int mark = Math.min(offset, text.stripTrailing().length());
        return UsageErrors.errorIn(source, message, file, start + mark, hint);
    }

    /** Returns an error at a text within a word, or at the word if the text is not in it. */
    FailureException error(Line.Word word, String part, String message, String hint) {
        int found = text.substring(0, word.end()).indexOf(part, word.start());
        return error(found < 0 ? word.start() : found, message, hint);
    }
}
