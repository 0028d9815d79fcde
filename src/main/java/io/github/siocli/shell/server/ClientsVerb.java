package io.github.siocli.shell.server;

import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.render.ClientIds;
import io.github.siocli.render.Durations;
import io.github.siocli.render.Report;
import io.github.siocli.render.Report.Field;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code clients}: lists the connected clients. */
final class ClientsVerb implements Verb<ServerContext> {

    @Override
    public String name() {
        return "clients";
    }

    @Override
    public String summary() {
        return "List clients with transport, address and rooms";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.CLIENTS;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(CommandModels.parameter("0", "SID", "0..1", "Prefix of the client ids")),
                List.of(),
                "  clients",
                "  clients Xk3");
    }

    @Override
    public Optional<List<CompletionCandidate>> candidates(List<String> preceding, ServerContext context) {
        return Optional.of(preceding.isEmpty() ? TargetNames.clients(context) : List.of());
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ServerContext> interpreter) throws FailureException {
        String prefix = parsed.matchedPositionalValue(0, "");
        List<ClientInfo> clients = interpreter.context().operations().clients().stream()
                .filter(client -> ClientIds.hasPrefix(client.sid(), prefix))
                .toList();
        Instant now = Instant.now();
        List<List<Field>> rows = new ArrayList<>();
        clients.forEach(client -> rows.add(row(client, now)));
        interpreter.context().display().showReport(new Report("client", rows, "no clients are connected"));
    }

    private static List<Field> row(ClientInfo client, Instant now) {
        Duration uptime = Duration.between(client.since(), now);
        return List.of(
                Field.of("sid", client.sid()),
                Field.of("nsp", client.nsp()),
                Field.of("transport", client.transport().wireName()),
                Field.of("eio", client.eio()),
                Field.of("address", client.address()),
                Field.of("up", Durations.text(uptime)).withValue(Json.literal(String.valueOf(uptime.toMillis()))),
                Field.of("rooms", String.join(" ", client.rooms()))
                        .withValue(Json.literal(client.rooms().stream()
                                .map(room -> Json.string(room).text())
                                .collect(Collectors.joining(",", "[", "]")))));
    }
}
