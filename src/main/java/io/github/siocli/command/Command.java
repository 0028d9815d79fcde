package io.github.siocli.command;

import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A command of the program. Each run of the program creates a new instance. */
interface Command {

    /** Returns the name on the command line. */
    String name();

    /** Returns a description of one line for the overview. */
    String summary();

    /**
     * Starts to load what the command will need, on another thread, while the caller parses the options.
     *
     * @param words the words of the command line after the name of the command
     */
    default void prepare(List<String> words, Environment environment) {}

    /** Returns the picocli model with parameters, options and help texts. */
    CommandSpec model();

    /**
     * Runs the command.
     *
     * @throws FailureException if the command fails before it has a result
     */
    CommandResult run(ParseResult parsed, Environment environment) throws FailureException;
}
