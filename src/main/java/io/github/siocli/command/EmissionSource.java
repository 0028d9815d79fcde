package io.github.siocli.command;

import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.event.FailureException;
import java.util.Optional;

/** Sequence of emissions to send. Only one thread may use it. */
interface EmissionSource {

    /**
     * Returns the next emission; empty after the last one.
     *
     * @throws FailureException if it cannot be read
     */
    Optional<Emission> next() throws FailureException;

    /** Returns the number of lines read so far; 0 if the source is not an input of lines. */
    default long linesRead() {
        return 0;
    }

    /** Creates the emission of a number, counted from 1. */
    @FunctionalInterface
    interface NumberedEmission {
        /**
         * Creates the emission.
         *
         * @throws FailureException if its values cannot be evaluated
         */
        Emission create(int number) throws FailureException;
    }

    /** Returns a source that repeats an emission. */
    static EmissionSource repeated(NumberedEmission emission, int times) {
        return new EmissionSource() {
            private int count;

            @Override
            public Optional<Emission> next() throws FailureException {
                return count < times ? Optional.of(emission.create(++count)) : Optional.empty();
            }
        };
    }
}
