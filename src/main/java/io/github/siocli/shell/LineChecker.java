package io.github.siocli.shell;

import io.github.siocli.event.FailureException;
import io.github.siocli.expression.EventCondition;
import io.github.siocli.expression.SyntaxException;
import io.github.siocli.expression.Word;
import io.github.siocli.expression.WordExpander;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * Checks lines before any of them runs. Used by one thread.
 *
 * @param <S> type of the context that the lines act on
 */
public final class LineChecker<S extends Context> {

    private static final int MAX_DEPTH = 20;

    private final Interpreter<S> interpreter;

    /**
     * Creates a checker.
     *
     * @param interpreter knows the verbs, and the names of the values
     */
    public LineChecker(Interpreter<S> interpreter) {
        this.interpreter = interpreter;
    }

    /**
     * Checks a line. Its variables are defined afterwards, without a value.
     *
     * @throws SyntaxException if the line is invalid at a place that is known
     * @throws FailureException if the line is invalid
     */
    public void check(String text) throws SyntaxException, FailureException {
        List<Word> words = Line.parse(text).parts();
        Word first = words.get(0);
        if (interpreter.isClientWord(first.text())) {
            checkText(first, text);
            List<Word> arguments = words.subList(1, words.size());
            if (arguments.isEmpty()) {
                throw new SyntaxException("a line is missing", first.end(), first.text() + " emit hello");
            }
            check(arguments, text, 0);
        } else {
            check(words, text, 0);
        }
    }

    /**
     * Checks a verb and the words behind it.
     *
     * @param depth number of verbs before it, of which each runs the next one
     */
    private void check(List<Word> words, String text, int depth) throws SyntaxException, FailureException {
        Word first = words.get(0);
        if (depth > MAX_DEPTH) {
            throw new SyntaxException("the line is nested too deep", first.start(), "");
        }
        List<Word> arguments = words.subList(1, words.size());
        List<String> line = words.stream().map(Word::text).toList();
        Verb<? super S> verb = interpreter.verb(line);
        ParseResult parsed = Interpreter.parse(verb, verb.model(), line.subList(1, line.size()));
        checkWords(verb, arguments, interpreter.expander(line), text, depth);
        verb.check(parsed, interpreter);
    }

    private void checkWords(Verb<?> verb, List<Word> words, WordExpander expander, String text, int depth)
            throws SyntaxException, FailureException {
        for (PlacedWord placed : PlacedWord.of(verb, words)) {
            Word word = placed.word();
            switch (placed.place()) {
                case OPTION, PARAMETER -> checkText(word, expander, text);
                case CONDITION -> checkCondition(word, text);
                case KEPT -> {
                    // The rest of the line is one part.
                    if (placed.kind() == WordKind.LINE) {
                        check(words.subList(words.indexOf(word), words.size()), text, depth + 1);
                        return;
                    }
                    if (placed.kind() == WordKind.EXPRESSION && !word.text().equals("=")) {
                        checkExpression(word.start(), text);
                        return;
                    }
                }
            }
        }
    }

    /**
     * Checks a word that is a text with values.
     *
     * @param word a word of the text
     * @throws SyntaxException if a value is unknown or malformed
     */
    public void checkText(Word word, String text) throws SyntaxException {
        checkText(word, interpreter.expander(List.of()), text);
    }

    private static void checkText(Word word, WordExpander expander, String text) throws SyntaxException {
        try {
            expander.check(word.text());
        } catch (SyntaxException e) {
            throw new SyntaxException(e.getMessage(), word.offsetIn(text, e.offset()), e.hint());
        }
    }

    /**
     * Checks the value that begins at an index and ends with the text.
     *
     * @throws SyntaxException if it is no value
     */
    public void checkExpression(int start, String text) throws SyntaxException {
        try {
            interpreter.parser().expression(text.substring(start));
        } catch (SyntaxException e) {
            throw new SyntaxException(e.getMessage(), start + e.offset(), e.hint());
        }
    }

    private void checkCondition(Word word, String text) throws SyntaxException {
        Optional<String> quoted = word.quoted();
        try {
            EventCondition.parse(quoted.orElse(word.text()), interpreter.constants(), interpreter.values());
        } catch (SyntaxException e) {
            int start = word.start() + (quoted.isPresent() ? 1 : 0);
            throw new SyntaxException(e.getMessage(), Math.min(start + e.offset(), word.end()), e.hint());
        }
    }
}
