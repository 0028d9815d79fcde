package io.github.siocli.expression;

import io.github.siocli.event.Arguments;
import java.util.ArrayList;
import java.util.List;

/** Replaces the values in the words of a line. The result of a word is JSON or text again. */
public final class WordExpander {

    private final ExpressionParser parser;
    private final Scope scope;
    private final boolean insertsIntoStrings;

    /**
     * Creates an expander.
     *
     * @param insertsIntoStrings true to replace values in strings and words too; false if a dollar sign in them is one
     */
    public WordExpander(Constants constants, Scope scope, boolean insertsIntoStrings) {
        this.parser = new ExpressionParser(constants, scope.names(), insertsIntoStrings);
        this.scope = scope;
        this.insertsIntoStrings = insertsIntoStrings;
    }

    /** Returns true if a word may contain values. */
    public boolean mayHaveValues(String word) {
        return word.indexOf('$') >= 0
                && !word.startsWith("@")
                && !word.startsWith("bin:@")
                && (insertsIntoStrings || word.startsWith("{") || word.startsWith("["));
    }

    /** Returns true if a word looks like one value, such as {@code $id}, and is kept as text. */
    public boolean keepsValueAsText(String word) {
        return !insertsIntoStrings
                && Reference.at(word, 0)
                        .filter(match -> match.end() == word.length())
                        .isPresent();
    }

    /**
     * Parses a word.
     *
     * @throws SyntaxException if a value in it is unknown or malformed
     */
    public void check(String word) throws SyntaxException {
        if (mayHaveValues(word)) {
            parser.word(word);
        }
    }

    /**
     * Returns the words that a word stands for: several for {@code $args}, otherwise one.
     *
     * @param quotesText true to return a text as a JSON string, so that it stays a text where words are read as JSON
     * @throws SyntaxException if a value in it is unknown or malformed
     * @throws EvaluationException if a value cannot be evaluated
     */
    public List<String> expand(String word, boolean quotesText) throws SyntaxException {
        if (!mayHaveValues(word)) {
            return List.of(word);
        }
        Arguments args = Expression.arguments(List.of(parser.word(word)), scope);
        List<String> words = new ArrayList<>();
        for (int i = 1; i <= args.values().size(); i++) {
            Value value = Value.argument(args, i);
            words.add(quotesText ? value.withoutBytes().text() : value.text());
        }
        return words;
    }
}
