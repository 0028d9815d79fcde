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

    /** Returns a source that repeats one emission. */
    static EmissionSource repeated(Emission emission, int times) {
        return new EmissionSource() {
            private int left = times;

            @Override
            public Optional<Emission> next() {
                return left-- > 0 ? Optional.of(emission) : Optional.empty();
            }
        };
    }
}
