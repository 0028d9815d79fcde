package io.github.siocli.shell.verb;

import io.github.siocli.command.option.AuthOptions;
import io.github.siocli.command.option.NamespaceReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.Dialogue;
import io.github.siocli.shell.Expected;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Models;
import io.github.siocli.shell.Verb;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code join /nsp}: connects a namespace. */
final class JoinVerb implements Verb<Dialogue> {

    @Override
    public String name() {
        return "join";
    }

    @Override
    public String summary() {
        return "Connect a namespace on the same connection, and make it the current one; with --auth leave it before, if joined";
    }

    @Override
    public CommandSpec model() {
        return Models.line(
                name(),
                summary(),
                List.of(Models.parameter("0", "/NSP", "1", "The namespace")),
                List.of(new AuthOptions()),
                "  join /chat",
                "  join /admin --auth token=@token.txt");
    }

    @Override
    public Expected expects(int index) {
        return Expected.NAMESPACE;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Dialogue> interpreter)
            throws FailureException, InterruptedException {
        Dialogue dialogue = interpreter.subject();
        String nsp = NamespaceReader.of(parsed.matchedPositionalValue(0, ""));
        dialogue.join(nsp, AuthOptions.read(parsed, interpreter.inputs(), Map.of()));
        if (interpreter.isSequential()) {
            dialogue.waits().forNamespace(nsp);
        }
    }
}
