package io.github.siocli.shell;

import io.github.siocli.event.FailureException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * A verb of the language. A new instance is created for each line; a line may run several times.
 *
 * @param <S> type of the context
 */
public interface Verb<S extends Context> {

    /** Returns the name in a line. */
    String name();

    /** Returns a summary of one line. */
    String summary();

    /** Returns the parameters and options, with their help. */
    CommandSpec model();

    /**
     * Returns the kind of a parameter, for completion and highlighting.
     *
     * @param index index of the parameter, from 0
     */
    default WordKind expects(int index) {
        return WordKind.ANYTHING;
    }

    /**
     * Returns candidates for a parameter, or empty to use the kind from {@link #expects}.
     *
     * @param before the parameters before it
     * @param subject the context of the line
     */
    default Optional<List<CompletionCandidate>> offers(List<String> before, S subject) {
        return Optional.empty();
    }

    /**
     * Runs the verb on the thread that reads the lines.
     *
     * @throws FailureException if the verb fails
     * @throws InterruptedException if the thread is interrupted while the verb waits
     */
    void run(ParseResult parsed, Interpreter<? extends S> interpreter) throws FailureException, InterruptedException;
}
