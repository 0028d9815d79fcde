package io.github.siocli.cli.verbs;

import io.github.siocli.cli.dialogue.Dialogue;
import io.github.siocli.cli.language.Interpreter;
import io.github.siocli.cli.language.Models;
import io.github.siocli.cli.language.Verb;
import io.github.siocli.event.FailureException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code connect URL}: makes a new connection. */
final class ConnectVerb implements Verb<Dialogue> {

    @Override
    public String name() {
        return "connect";
    }

    @Override
    public String summary() {
        return "Connect, to another server or with other settings";
    }

    @Override
    public CommandSpec model() {
        return Models.line(
                name(),
                summary(),
                List.of(Models.parameter("0", "URL", "0..1", "Where to (default: the same server again)")),
                List.of());
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Dialogue> interpreter)
            throws FailureException, InterruptedException {
        Dialogue dialogue = interpreter.subject();
        if (parsed.hasMatchedPositional(0)) {
            dialogue.settings().url(parsed.matchedPositionalValue(0, ""));
            for (String note : dialogue.settings().notes()) {
                dialogue.display().note(note);
            }
        }
        dialogue.connect();
        if (interpreter.isSequential()) {
            dialogue.waits().forNamespaces();
        }
    }
}
