package io.github.siocli.shell.verb;

import io.github.siocli.command.option.AuthOptions;
import io.github.siocli.command.option.NamespaceReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code join /NSP}: connects a namespace and makes it the current one. */
final class JoinVerb implements Verb<ClientContext> {

    @Override
    public String name() {
        return "join";
    }

    @Override
    public String summary() {
        return "Join a namespace and make it current; --auth rejoins it";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.NAMESPACES;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(CommandModels.parameter("0", "/NSP", "1", "Namespace")),
                List.of(new AuthOptions()),
                "  join /chat",
                "  join /admin --auth token=@token.txt");
    }

    @Override
    public WordKind parameterKind(int index) {
        return WordKind.NAMESPACE;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter)
            throws FailureException, InterruptedException {
        ClientContext context = interpreter.context();
        String nsp = NamespaceReader.read(parsed.matchedPositionalValue(0, ""));
        Optional<Json> auth = AuthOptions.read(parsed, interpreter.inputs(), Map.of());
        if (auth.isPresent()) {
            context.join(nsp, auth.get());
        } else {
            context.join(nsp);
        }
        if (interpreter.isSequential()) {
            context.waitConditions().awaitNamespace(nsp);
        }
    }
}
