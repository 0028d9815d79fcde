package io.github.siocli.cli.verbs;

import io.github.siocli.cli.dialogue.Dialogue;
import io.github.siocli.cli.language.Expected;
import io.github.siocli.cli.language.Interpreter;
import io.github.siocli.cli.language.Models;
import io.github.siocli.cli.language.Verb;
import io.github.siocli.cli.options.AuthOptions;
import io.github.siocli.cli.options.Namespace;
import io.github.siocli.event.FailureException;
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
        String nsp = Namespace.of(parsed.matchedPositionalValue(0, ""));
        dialogue.join(nsp, AuthOptions.read(parsed, interpreter.inputs(), Map.of()));
        if (interpreter.isSequential()) {
            dialogue.waits().forNamespace(nsp);
        }
    }
}
