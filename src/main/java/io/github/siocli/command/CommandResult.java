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
record CommandResult(ExitCode code, Optional<Failure> failure) {

    static final CommandResult DONE = new CommandResult(ExitCode.DONE, Optional.empty());
    static final CommandResult INTERRUPTED = new CommandResult(ExitCode.INTERRUPTED, Optional.empty());

    static CommandResult failed(Failure failure) {
        return new CommandResult(failure.kind().exitCode(), Optional.of(failure));
    }
}
