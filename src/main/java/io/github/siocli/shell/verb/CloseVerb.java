package io.github.siocli.shell.verb;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.Clients;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code close NAME}: closes the connection of a client and forgets the client. */
final class CloseVerb implements Verb<ClientContext> {

    @Override
    public String name() {
        return "close";
    }

    @Override
    public String summary() {
        return "Close a client that the verb client opened";
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
                List.of(CommandModels.parameter("0", "NAME", "1", "Name of the client")),
                List.of(),
                "  close bob");
    }

    @Override
    public Optional<List<CompletionCandidate>> candidates(List<String> preceding, ClientContext context) {
        return Optional.of(context.clientNames().stream()
                .filter(name -> !name.equals(Clients.FIRST))
                .map(CompletionCandidate::of)
                .toList());
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter) throws FailureException {
        Clients clients = interpreter.context().clients();
        String name = parsed.matchedPositionalValue(0, "");
        ClientContext client = clients.find(name).orElseThrow(() -> Interpreter.unknownClient(name));
        if (client == clients.first()) {
            throw UsageErrors.error(
                    name + " is the first client, which always exists", "disconnect ends its connection");
        }
        Optional<Failure> undelivered = clients.close(client);
        client.display().showNote(name + " is closed");
        if (undelivered.isPresent()) {
            throw new FailureException(undelivered.get());
        }
    }
}
