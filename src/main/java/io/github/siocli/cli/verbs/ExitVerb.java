package io.github.siocli.cli.verbs;

import io.github.siocli.cli.dialogue.Subject;
import io.github.siocli.cli.language.Interpreter;
import io.github.siocli.cli.language.Models;
import io.github.siocli.cli.language.Verb;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code exit}: leaves. */
public final class ExitVerb implements Verb<Subject> {

    @Override
    public String name() {
        return "exit";
    }

    @Override
    public String summary() {
        return "Wait for what is pending, say goodbye and leave";
    }

    @Override
    public CommandSpec model() {
        return Models.line(name(), summary(), List.of(), List.of());
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Subject> interpreter) {
        interpreter.end();
    }
}
