package io.github.siocli.command;

import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Failure;
import java.util.Optional;

/**
 * Exit code of a command, and the failure to report.
 *
 * @param code exit code of the process
 * @param failure the failure that the program reports; empty if there is none or if it is reported already
 */
record CommandResult(ExitCode code, Optional<Failure> failure) {

    static final CommandResult DONE = new CommandResult(ExitCode.DONE, Optional.empty());
    static final CommandResult INTERRUPTED = new CommandResult(ExitCode.INTERRUPTED, Optional.empty());

    static CommandResult failed(Failure failure) {
        return new CommandResult(failure.kind().exitCode(), Optional.of(failure));
    }
}
