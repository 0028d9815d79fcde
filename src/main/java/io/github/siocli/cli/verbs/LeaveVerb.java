package io.github.siocli.cli.verbs;

import io.github.siocli.cli.dialogue.Dialogue;
import io.github.siocli.cli.language.Expected;
import io.github.siocli.cli.language.Interpreter;
import io.github.siocli.cli.language.Models;
import io.github.siocli.cli.language.Verb;
import io.github.siocli.cli.options.Namespace;
import io.github.siocli.event.FailureException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code leave /nsp}: disconnects a namespace. */
final class LeaveVerb implements Verb<Dialogue> {

    @Override
    public String name() {
        return "leave";
    }

    @Override
    public String summary() {
        return "Disconnect a namespace, and keep the others";
    }

    @Override
    public CommandSpec model() {
        return Models.line(
                name(),
                summary(),
                List.of(Models.parameter("0", "/NSP", "0..1", "The namespace (default: the current one)")),
                List.of());
    }

    @Override
    public Expected expects(int index) {
        return Expected.JOINED_NAMESPACE;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Dialogue> interpreter)
            throws FailureException, InterruptedException {
        Dialogue dialogue = interpreter.subject();
        String nsp = parsed.hasMatchedPositional(0)
                ? Namespace.of(parsed.matchedPositionalValue(0, ""))
                : dialogue.namespace();
        dialogue.leave(nsp);
        if (interpreter.isSequential()) {
            dialogue.waits().forLeaving(nsp);
        }
    }
}
