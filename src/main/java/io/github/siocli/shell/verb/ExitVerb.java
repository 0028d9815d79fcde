package io.github.siocli.shell.verb;

import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Models;
import io.github.siocli.shell.Subject;
import io.github.siocli.shell.Verb;
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
