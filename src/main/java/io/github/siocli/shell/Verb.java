package io.github.siocli.shell;

import io.github.siocli.event.FailureException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * One verb of the tool's language. A verb is made anew for each line, which may run more than once.
 *
 * @param <S> what it is about
 */
public interface Verb<S extends Context> {

    /** The name that a line calls it by. */
    String name();

    /** What it does, in one line. */
    String summary();

    /** Its parameters and options, with their help. */
    CommandSpec model();

    /**
     * What a parameter is.
     *
     * @param index which one, from 0
     */
    default WordKind expects(int index) {
        return WordKind.ANYTHING;
    }

    /**
     * What could stand in the place of a parameter; empty where that is what {@link #expects} says.
     *
     * @param before the parameters before it
     * @param subject what the line is about
     */
    default Optional<List<CompletionCandidate>> offers(List<String> before, S subject) {
        return Optional.empty();
    }

    /**
     * Does it, on the thread that reads the lines.
     *
     * @throws FailureException where it fails, with what to tell
     * @throws InterruptedException where it is interrupted while it waits
     */
    void run(ParseResult parsed, Interpreter<? extends S> interpreter) throws FailureException, InterruptedException;
}
