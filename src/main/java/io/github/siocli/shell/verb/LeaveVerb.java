package io.github.siocli.shell.verb;

import io.github.siocli.command.option.NamespaceReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.Dialogue;
import io.github.siocli.shell.Expected;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Models;
import io.github.siocli.shell.Verb;
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
                ? NamespaceReader.of(parsed.matchedPositionalValue(0, ""))
                : dialogue.namespace();
        dialogue.leave(nsp);
        if (interpreter.isSequential()) {
            dialogue.waits().forLeaving(nsp);
        }
    }
}
