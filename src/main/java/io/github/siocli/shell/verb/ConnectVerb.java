package io.github.siocli.shell.verb;

import io.github.siocli.event.FailureException;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.List;
import java.util.Optional;
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
        return "Connect again, to another server or with new settings";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.CONNECTION;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(CommandModels.parameter(
                        "0", "URL", "0..1", "Server and namespace, or @PROFILE (default: the same)")),
                List.of(),
                "  connect",
                "  connect :3001/chat");
    }

    @Override
    public Optional<List<CompletionCandidate>> candidates(List<String> preceding, ClientContext context) {
        return Optional.of(context.settings().savedServers().stream()
                .map(CompletionCandidate::of)
                .toList());
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter)
            throws FailureException, InterruptedException {
        ClientContext context = interpreter.context();
        if (parsed.hasMatchedPositional(0)) {
            context.connect(parsed.matchedPositionalValue(0, ""));
        } else {
            context.connect();
        }
        if (interpreter.isSequential()) {
            context.waitConditions().awaitAllNamespaces();
        }
    }
}
