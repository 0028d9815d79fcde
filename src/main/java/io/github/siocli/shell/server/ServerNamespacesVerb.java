package io.github.siocli.shell.server;

import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.render.Report;
import io.github.siocli.render.Report.Field;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code namespaces}: lists the namespaces with their number of clients. */
final class ServerNamespacesVerb implements Verb<ServerContext> {

    @Override
    public String name() {
        return "namespaces";
    }

    @Override
    public String summary() {
        return "List the namespaces that clients have used";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.NAMESPACES;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(name(), summary(), List.of(), List.of(), "  namespaces");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ServerContext> interpreter) throws FailureException {
        ServerContext context = interpreter.context();
        List<ClientInfo> clients = context.operations().clients();
        List<List<Field>> rows = new ArrayList<>();
        for (String nsp : context.joinedNamespaces()) {
            long size =
                    clients.stream().filter(client -> client.nsp().equals(nsp)).count();
            rows.add(List.of(
                    Field.of("nsp", nsp + (nsp.equals(context.currentNamespace()) ? " *" : ""))
                            .withValue(Json.string(nsp)),
                    Field.of("clients", size)));
        }
        context.display().showReport(new Report("namespace", rows, "no clients are connected"));
    }
}
