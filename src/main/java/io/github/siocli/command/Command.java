package io.github.siocli.command;

import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command of the program. A command is made anew for each run. */
interface Command {

    /** The name that it is called by. */
    String name();

    /** What it does, in one line. */
    String summary();

    /**
     * Has what it will need got ready on another thread, while its options are read.
     *
     * @param words the command line, as it was typed
     */
    default void prepare(List<String> words, Environment environment) {}

    /** Its parameters and options, with their help. */
    CommandSpec model();

    /**
     * Runs it.
     *
     * @throws FailureException where it fails before there is a verdict
     */
    CommandResult run(ParseResult parsed, Environment environment) throws FailureException;
}
