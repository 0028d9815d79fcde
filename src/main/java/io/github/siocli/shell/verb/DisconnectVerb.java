package io.github.siocli.shell.verb;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code disconnect}: closes the connection. */
final class DisconnectVerb implements Verb<ClientContext> {

    @Override
    public String name() {
        return "disconnect";
    }

    @Override
    public String summary() {
        return "Leave all namespaces and close the connection";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.CONNECTION;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(name(), summary(), List.of(), List.of(), "  disconnect");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter) throws FailureException {
        Optional<Failure> undelivered = interpreter.context().disconnect();
        interpreter.context().display().showNote("disconnected");
        if (undelivered.isPresent()) {
            throw new FailureException(undelivered.get());
        }
    }
}
