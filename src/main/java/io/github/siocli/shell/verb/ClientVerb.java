package io.github.siocli.shell.verb;

import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.Clients;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.ShellSettings;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code client NAME}: opens another connection, which has a name. */
final class ClientVerb implements Verb<ClientContext> {

    @Override
    public String name() {
        return "client";
    }

    @Override
    public String summary() {
        return "Open another connection, which lines call NAME: LINE";
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
                List.of(
                        CommandModels.parameter("0", "NAME", "1", "Name of the client; it becomes the current one"),
                        CommandModels.parameter(
                                "1",
                                "URL|/NSP",
                                "0..1",
                                "Server, @PROFILE, or namespace of the same server (default: the same)")),
                new ConnectionOptions(true).groups(),
                "  client bob /chat --auth name=bob",
                "  client eve https://example.org -k",
                "  bob: emit say {text: \"hi\"} --ack");
    }

    @Override
    public Optional<List<CompletionCandidate>> candidates(List<String> preceding, ClientContext context) {
        if (preceding.isEmpty()) {
            return Optional.of(List.of());
        }
        return Optional.of(Stream.concat(context.knownNamespaces().stream(), context.settings().savedServers().stream())
                .map(CompletionCandidate::of)
                .toList());
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter)
            throws FailureException, InterruptedException {
        Clients clients = interpreter.context().clients();
        String url = parsed.matchedPositionalValue(1, (String) null);
        ShellSettings settings = clients.first().settings().derive(url, parsed);
        ConnectionOptions.requireTls(parsed, settings.connection());
        ClientContext client = clients.open(parsed.matchedPositionalValue(0, ""), settings);
        if (url != null && !url.startsWith("/")) {
            for (String note : settings.urlNotes()) {
                client.display().showNote(note);
            }
        }
        try {
            client.connect();
            if (interpreter.isSequential()) {
                client.waitConditions().awaitAllNamespaces();
            }
        } catch (FailureException e) {
            if (e.failure().kind().exitCode() == ExitCode.REFUSED) {
                // The next line may expect it; otherwise it fails the script at its end.
                client.refused(e.failure());
                return;
            }
            if (!client.hasSession()) {
                clients.close(client);
            }
            throw e;
        }
    }
}
