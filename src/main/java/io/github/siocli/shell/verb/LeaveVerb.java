package io.github.siocli.shell.verb;

import io.github.siocli.command.option.NamespaceReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code leave /NSP}: disconnects a namespace. */
final class LeaveVerb implements Verb<ClientContext> {

    @Override
    public String name() {
        return "leave";
    }

    @Override
    public String summary() {
        return "Leave a namespace and keep the others";
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
                List.of(CommandModels.parameter("0", "/NSP", "0..1", "Namespace (default: the current one)")),
                List.of(),
                "  leave",
                "  leave /chat");
    }

    @Override
    public WordKind parameterKind(int index) {
        return WordKind.JOINED_NAMESPACE;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter)
            throws FailureException, InterruptedException {
        ClientContext context = interpreter.context();
        String nsp = parsed.hasMatchedPositional(0)
                ? NamespaceReader.read(parsed.matchedPositionalValue(0, ""))
                : context.currentNamespace();
        List<String> joined = context.joinedNamespaces();
        if (!joined.contains(nsp)) {
            throw UsageErrors.error(
                    "the namespace " + nsp + " is not joined",
                    joined.isEmpty() ? "" : "leave one of the joined namespaces: " + String.join(", ", joined));
        }
        context.leave(nsp);
        if (interpreter.isSequential()) {
            context.waitConditions().awaitDisconnect(nsp);
        }
    }
}
