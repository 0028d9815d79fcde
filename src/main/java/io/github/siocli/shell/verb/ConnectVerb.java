package io.github.siocli.shell.verb;

import io.github.siocli.event.FailureException;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code connect URL}: opens a new connection. */
final class ConnectVerb implements Verb<ClientContext> {

    @Override
    public String name() {
        return "connect";
    }

    @Override
    public String summary() {
        return "Connect, to another server or with other settings";
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(CommandModels.parameter("0", "URL", "0..1", "Where to (default: the same server again)")),
                List.of());
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter)
            throws FailureException, InterruptedException {
        ClientContext dialogue = interpreter.subject();
        if (parsed.hasMatchedPositional(0)) {
            dialogue.settings().url(parsed.matchedPositionalValue(0, ""));
            for (String note : dialogue.settings().notes()) {
                dialogue.display().note(note);
            }
        }
        dialogue.connect();
        if (interpreter.isSequential()) {
            dialogue.waits().forNamespaces();
        }
    }
}
