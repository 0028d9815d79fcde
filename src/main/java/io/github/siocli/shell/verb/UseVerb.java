package io.github.siocli.shell.verb;

import io.github.siocli.command.option.NamespaceReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code use /NSP}: makes a namespace the current one. */
public final class UseVerb implements Verb<Context> {

    @Override
    public String name() {
        return "use";
    }

    @Override
    public String summary() {
        return "Make a joined namespace the current one";
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
                List.of(),
                "  use /chat");
    }

    @Override
    public WordKind parameterKind(int index) {
        return WordKind.JOINED_NAMESPACE;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        interpreter.context().use(NamespaceReader.read(parsed.matchedPositionalValue(0, "")));
    }
}
