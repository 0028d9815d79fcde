package io.github.siocli.prompt;

import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.shell.Interpreter;

/** An interactive prompt that reads lines and prints output above them. */
public interface Prompt {

    /** Creates prompts. */
    @FunctionalInterface
    interface Factory {

        /** Prepares the opening on another thread, if there is a terminal. It changes nothing on the terminal. */
        default void prepare(Environment environment) {}

        /**
         * Takes control of the terminal and creates a prompt on it.
         *
         * @throws FailureException if there is no usable terminal
         */
        Prompt open(Environment environment) throws FailureException;
    }

    /** Prints whole lines above the line that is being typed. Any thread may call. */
    void print(String lines);

    /** Redraws the prompt after its state has changed. Any thread may call. */
    void refresh();

    /** Clears the screen. */
    void clear();

    /** Returns the width of the terminal in columns. Any thread may call. */
    int columns();

    /**
     * Reads and runs lines until the user leaves.
     *
     * @param painted called once on this thread, after the first prompt is on the screen and before the first line runs
     * @throws FailureException if the output has failed
     */
    void run(Interpreter<?> interpreter, Runnable painted) throws FailureException;

    /** Restores the terminal. Any thread may call, repeatedly. */
    void close();
}
