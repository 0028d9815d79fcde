package io.github.siocli.shell.verb;

import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code exit}: ends the prompt or script. */
public final class ExitVerb implements Verb<Context> {

    @Override
    public String name() {
        return "exit";
    }

    @Override
    public String summary() {
        return "Disconnect and exit; a script finishes pending work first";
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
        return CommandModels.line(name(), summary(), List.of(), List.of(), "  exit");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter) {
        interpreter.end();
    }
}
