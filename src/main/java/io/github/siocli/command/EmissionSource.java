package io.github.siocli.command;

import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.event.FailureException;
import java.util.Optional;

/** Gives the events to emit, one after the other. One thread asks. */
interface EmissionSource {

    /**
     * The next one; empty after the last.
     *
     * @throws FailureException where it cannot be read
     */
    Optional<Emission> next() throws FailureException;

    /** Number of lines of the input that were read so far; 0 if there is no input. */
    default long linesRead() {
        return 0;
    }

    /** The same one several times. */
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
