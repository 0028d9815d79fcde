package io.github.siocli.command;

import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Failure;
import java.util.Optional;

/**
 * How a command ends.
 *
 * @param code what the process ends with
 * @param failure what is told, where it failed
 */
record Verdict(ExitCode code, Optional<Failure> failure) {

    static final Verdict DONE = new Verdict(ExitCode.DONE, Optional.empty());
    static final Verdict INTERRUPTED = new Verdict(ExitCode.INTERRUPTED, Optional.empty());

    static Verdict failed(Failure failure) {
        return new Verdict(failure.kind().exitCode(), Optional.of(failure));
    }
}
