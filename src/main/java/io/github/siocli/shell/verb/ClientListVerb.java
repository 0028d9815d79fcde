package io.github.siocli.shell.verb;

import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.render.Report;
import io.github.siocli.render.Report.Field;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.NamespaceState;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code clients}: lists the clients of the prompt or script with their state. */
final class ClientListVerb implements Verb<ClientContext> {

    @Override
    public String name() {
        return "clients";
    }

    @Override
    public String summary() {
        return "List the clients and their states";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.CONNECTION;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(name(), summary(), List.of(), List.of(), "  clients");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter) throws FailureException {
        ClientContext current = interpreter.context().clients().current();
        List<List<Field>> rows = new ArrayList<>();
        for (ClientContext client : interpreter.context().clients().all()) {
            List<NamespaceState> namespaces = client.namespaces();
            String name = client.name() + (client == current ? " *" : "");
            rows.add(List.of(
                    Field.of("client", name).withValue(Json.string(client.name())),
                    Field.of("url", client.serverUrl()),
                    Field.of(
                            "nsp",
                            joined(namespaces.stream().map(NamespaceState::nsp).toList())),
                    Field.of(
                            "state",
                            joined(namespaces.stream()
                                    .map(NamespaceState::state)
                                    .distinct()
                                    .toList()))));
        }
        current.display().showReport(new Report("client", rows, ""));
    }

    private static String joined(List<String> texts) {
        return texts.isEmpty() ? "none" : String.join(", ", texts);
    }
}
