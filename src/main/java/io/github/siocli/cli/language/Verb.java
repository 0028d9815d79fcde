package io.github.siocli.cli.language;

import io.github.siocli.event.FailureException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One verb of the tool's language. A verb is made anew for each line. */
public interface Verb {

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
    Expected expects(int index);

    /**
     * Does it, on the thread that reads the lines.
     *
     * @throws FailureException where it fails, with what to tell
     * @throws InterruptedException where it is interrupted while it waits
     */
    void run(ParseResult parsed, Interpreter interpreter) throws FailureException, InterruptedException;
}
