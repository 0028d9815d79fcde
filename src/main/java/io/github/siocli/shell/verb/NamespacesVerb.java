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

/** {@code namespaces}: lists the namespaces of the connection with their state. */
final class NamespacesVerb implements Verb<ClientContext> {

    @Override
    public String name() {
        return "namespaces";
    }

    @Override
    public String summary() {
        return "List the namespaces and their states";
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
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter) throws FailureException {
        ClientContext context = interpreter.context();
        List<List<Field>> rows = new ArrayList<>();
        for (NamespaceState state : context.namespaces()) {
            rows.add(List.of(
                    Field.of("nsp", state.nsp() + (state.nsp().equals(context.currentNamespace()) ? " *" : ""))
                            .withValue(Json.string(state.nsp())),
                    Field.of("sid", state.sid()),
                    Field.of("state", state.state())));
        }
        context.display().showReport(new Report("namespace", rows, "no namespace is joined"));
    }
}
