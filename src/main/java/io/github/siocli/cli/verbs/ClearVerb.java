package io.github.siocli.cli.verbs;

import io.github.siocli.cli.dialogue.Subject;
import io.github.siocli.cli.language.Interpreter;
import io.github.siocli.cli.language.Models;
import io.github.siocli.cli.language.Verb;
import io.github.siocli.event.FailureException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code clear}: empties the screen. */
public final class ClearVerb implements Verb<Subject> {

    @Override
    public String name() {
        return "clear";
    }

    @Override
    public String summary() {
        return "Empty the screen";
    }

    @Override
    public CommandSpec model() {
        return Models.line(name(), summary(), List.of(), List.of());
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Subject> interpreter) throws FailureException {
        interpreter.subject().display().clear();
    }
}
