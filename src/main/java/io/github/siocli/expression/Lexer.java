package io.github.siocli.expression;

import io.github.siocli.json.JsonSyntaxException;
import java.util.Optional;

/** Reads the words of a text in order and knows their positions. */
public final class Lexer {

    private final String text;
    private int at;
    /** Index behind the last word or symbol. */
    private int end;

    /** Creates a lexer at the beginning of a text. */
    public Lexer(String text) {
        this(text, 0);
    }

    Lexer(String text, int from) {
        this.text = text;
        this.at = Word.skipSpace(text, from);
    }

    /** Returns the index of the next word. */
    public int offset() {
        return at;
    }

    /** Moves back to an index. */
    public void back(int offset) {
        at = offset;
    }

    /** Returns true if no word follows. */
    public boolean isAtEnd() {
        return at == text.length();
    }

    /** Returns true if the next word is the given one and not JSON. */
    public boolean isAt(String word) {
        int end = at + word.length();
        return text.startsWith(word, at) && (end == text.length() || Character.isWhitespace(text.charAt(end)));
    }

    /** Skips a word if it is the next one. */
    public boolean take(String word) {
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

    /** Returns true if characters are next, whatever follows. */
    boolean isAtSymbol(String symbol) {
        return text.startsWith(symbol, at);
    }

    /** Skips characters if they are next, whatever follows. */
    boolean takeSymbol(String symbol) {
        boolean found = isAtSymbol(symbol);
        if (found) {
            moveTo(at + symbol.length());
        }
        return found;
    }

    /**
     * Returns the next word.
     *
     * @param expected the expected element, for the message
     * @throws SyntaxException if the text ends here or the word is malformed JSON
     */
    public Word next(String expected) throws SyntaxException {
        Word word = cut(expected);
        Optional<String> problem = word.problemBehind(text);
        if (problem.isPresent()) {
            throw error(word.end(), problem.get(), "");
        }
        moveTo(word.end());
        return word;
    }

    /**
     * Returns the next operand of a condition or a function, which needs no space after it.
     *
     * @param ends characters that end the word
     * @throws SyntaxException if the text ends here or the word is malformed JSON
     */
    Word operand(String ends) throws SyntaxException {
        Word word = cut("a value");
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
        return word.json() ? word : new Word(text.substring(word.start(), end), word.start(), end, false);
    }

    private Word cut(String expected) throws SyntaxException {
        if (isAtEnd()) {
            throw error(at, expected + " is missing", "");
        }
        try {
            return Word.read(text, at);
        } catch (JsonSyntaxException e) {
            // A value that is not closed extends to the end of the text.
            throw e.incomplete()
                    ? error(at, "this value is not closed", "")
                    : error(e.offset(), "the value is invalid: " + e.getMessage(), "str:… makes a word a string");
        }
    }

    /** Skips the name of a function and its opening parenthesis, if they are next. */
    Optional<Function> takeFunction() {
        Optional<Function.Match> match = Function.at(text, at);
        match.ifPresent(found -> moveTo(found.end()));
        return match.map(Function.Match::function);
    }

    /** Returns the text from an index to the end of the last word or symbol. */
    String textFrom(int start) {
        return text.substring(start, end);
    }

    /** Returns the index behind the last word or symbol. */
    int endOfLast() {
        return end;
    }

    private void moveTo(int index) {
        end = index;
        at = Word.skipSpace(text, index);
    }

    /** Returns an error at an index. */
    public SyntaxException error(int offset, String message, String hint) {
        // An error about a missing word at the end of a line is placed there, not on the next line.
        return new SyntaxException(
                message, Math.min(offset, text.stripTrailing().length()), hint);
    }

    /** Returns an error at a text within a word, or at the word if the text is not in it. */
    SyntaxException error(Word word, String part, String message, String hint) {
        int found = text.substring(0, word.end()).indexOf(part, word.start());
        return error(found < 0 ? word.start() : found, message, hint);
    }
}
