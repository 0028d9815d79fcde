package io.github.siocli.shell.verb;

import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code clear}: clears the screen. */
public final class ClearVerb implements Verb<Context> {

    @Override
    public String name() {
        return "clear";
    }

    @Override
    public String summary() {
        return "Clear the screen";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.PROMPT;
    }

    @Override
    public boolean isForFiles() {
        return false;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(name(), summary(), List.of(), List.of(), "  clear");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        interpreter.context().display().clear();
    }
}
