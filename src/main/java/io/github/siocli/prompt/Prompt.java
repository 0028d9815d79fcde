package io.github.siocli.prompt;

import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.shell.Interpreter;

/**
 * Where a person types lines. It stands in a room above, as it needs a library that no other command is to load.
 */
public interface Prompt {

    /** Makes prompts. */
    @FunctionalInterface
    interface Factory {

        /** Gets ready, on another thread, what opening one takes, where there is a terminal for it; changes nothing. */
        default void prepare(Environment environment) {}

        /**
         * Takes the terminal over.
         *
         * @throws FailureException if there is none that can be used
         */
        Prompt open(Environment environment) throws FailureException;
    }

    /** Prints whole lines above what is being typed. Any thread may call. */
    void print(String lines);

    /** What the prompt shows has changed. Any thread may call. */
    void refresh();

    /** Empties the screen. */
    void clear();

    /** Width of the terminal in columns. Any thread may call. */
    int columns();

    /**
     * Reads lines and has them run, until the user leaves.
     *
     * @param painted called once, on this thread, when the prompt is on the screen and before any line is run
     * @throws FailureException if what happens can no longer be shown
     */
    void run(Interpreter<?> interpreter, Runnable painted) throws FailureException;

    /** Gives the terminal back as it was. Any thread may call, and more than once. */
    void close();
}
