package io.github.siocli.command;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.EvaluationException;
import io.github.siocli.expression.Scope;
import io.github.siocli.expression.SyntaxException;
import io.github.siocli.expression.Value;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.expression.WordExpander;
import java.util.ArrayList;
import java.util.List;

/** Replaces the values in the words of emissions: those of every expression, and {@code $n}, which counts the emissions. */
final class RepetitionValues {

    /** The values of one emission. */
    private record RepetitionScope(ValueSources sources, Value number) implements Scope {

        @Override
        public Arguments args() {
            return Arguments.NONE;
        }

        @Override
        public Value named(String name) {
            return number;
        }

        @Override
        public List<String> names() {
            return List.of("n");
        }
    }

    private final ValueSources sources;
    private final ArgumentReader arguments;
    private final boolean insertsIntoStrings;

    /**
     * Creates the values of a command.
     *
     * @param insertsIntoStrings true to insert values into strings and words too
     */
    RepetitionValues(ValueSources sources, ArgumentReader arguments, boolean insertsIntoStrings) {
        this.sources = sources;
        this.arguments = arguments;
        this.insertsIntoStrings = insertsIntoStrings;
    }

    private WordExpander expander(long number) {
        return new WordExpander(
                word -> arguments.read(List.of(word)),
                new RepetitionScope(sources, Value.number(number)),
                insertsIntoStrings);
    }

    /** Returns true if some words may have values. It is a loop and not a stream, because it runs for each line of input. */
    boolean areIn(List<String> words) {
        for (String word : words) {
            if (word.indexOf('$') >= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the words with their values.
     *
     * @param number value of {@code $n}
     * @throws FailureException if a value is unknown, or cannot be evaluated
     */
    List<String> expand(List<String> words, long number) throws FailureException {
        if (!areIn(words)) {
            return words;
        }
        WordExpander expander = expander(number);
        List<String> expanded = new ArrayList<>();
        for (String word : words) {
            try {
                expanded.addAll(expander.expand(word, true));
            } catch (SyntaxException e) {
                throw UsageErrors.errorAt(e.getMessage(), word, e.offset(), e.hint());
            } catch (EvaluationException e) {
                throw UsageErrors.error(e.getMessage() + ": " + word, "");
            }
        }
        return expanded;
    }
}
