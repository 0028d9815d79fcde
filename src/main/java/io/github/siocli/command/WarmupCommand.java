package io.github.siocli.command;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.shell.CommandModels;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code sio warmup}: makes the archives for a fast start. The installed launcher runs it, since the archives belong to the installation; this
 * class provides its help.
 */
final class WarmupCommand implements Command {

    @Override
    public String name() {
        return "warmup";
    }

    @Override
    public String summary() {
        return "Make the archives for a fast start, after a Java update";
    }

    @Override
    public CommandSpec model() {
        return CommandModels.command(name(), summary(), List.of(), List.of(), "  sio warmup");
    }

    @Override
    public CommandResult run(ParseResult parsed, Environment environment) throws FailureException {
        throw UsageErrors.error("only an installed sio has archives", "./install.sh");
    }
}
