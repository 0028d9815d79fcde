package io.github.siocli.shell.verb;

import io.github.siocli.event.FailureException;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code drop}: aborts the connection without a close handshake. */
final class DropVerb implements Verb<ClientContext> {

    @Override
    public String name() {
        return "drop";
    }

    @Override
    public String summary() {
        return "Cut the TCP connection, to test reconnection";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.CONNECTION;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(name(), summary(), List.of(), List.of(), "  drop");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter)
            throws FailureException, InterruptedException {
        interpreter.context().waitConditions().awaitSent();
        interpreter.context().drop();
    }
}
