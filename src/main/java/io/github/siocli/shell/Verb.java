package io.github.siocli.shell;

import io.github.siocli.event.FailureException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * A verb of the line language. Each line creates a new instance, which may run more than once.
 *
 * @param <S> type of the context that the verb acts on
 */
public interface Verb<S extends Context> {

    /** Returns the name of the verb. */
    String name();

    /** Returns a description of one line. */
    String summary();

    /** The section of the help that lists it. */
    VerbGroup group();

    /** Its parameters and options, with their help. */
    CommandSpec model();

    /** Returns true if files with tests can use the verb, and {@code save} writes its lines. */
    default boolean isForFiles() {
        return true;
    }

    /**
     * Returns the kind of word that a parameter expects.
     *
     * @param index index of the parameter, from 0
     */
    default WordKind parameterKind(int index) {
        return WordKind.ANYTHING;
    }

    /**
     * Returns completion candidates for a parameter; empty if {@link #parameterKind} determines them.
     *
     * @param preceding the preceding parameters
     * @param context the context that the line acts on
     */
    default Optional<List<CompletionCandidate>> candidates(List<String> preceding, S context) {
        return Optional.empty();
    }

    /**
     * Checks a line of a file before any line of the file runs. Values in its words are not replaced.
     *
     * @throws FailureException if the line is invalid
     */
    default void check(ParseResult parsed, Interpreter<? extends S> interpreter) throws FailureException {}

    /**
     * Runs the verb on the thread that runs the lines.
     *
     * @throws FailureException if the verb fails
     * @throws InterruptedException if the thread is interrupted while the verb waits
     */
    void run(ParseResult parsed, Interpreter<? extends S> interpreter) throws FailureException, InterruptedException;
}
