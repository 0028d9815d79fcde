package io.github.siocli.expression;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.FailureException;

/** Reads the words of expressions that refer to nothing, such as {@code 7}, {@code text} or {@code hex:00ff}. */
@FunctionalInterface
public interface Constants {

    /**
     * Reads a word as one argument of an event.
     *
     * @throws FailureException if the word is invalid, or a file that it names cannot be read
     */
    Arguments read(String word) throws FailureException;
}
