package io.github.siocli.shell.verb;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Script;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code source FILE}: runs a script. */
public final class SourceVerb implements Verb<Context> {

    private static final int MAX_DEPTH = 10;

    @Override
    public String name() {
        return "source";
    }

    @Override
    public String summary() {
        return "Run a file as a script";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.FILES;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(CommandModels.parameter("0", "FILE", "1", "Script file")),
                List.of(),
                "  source login.sio");
    }

    @Override
    public WordKind parameterKind(int index) {
        return WordKind.FILE;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter)
            throws FailureException, InterruptedException {
        String name = parsed.matchedPositionalValue(0, "");
        if (interpreter.depth() >= MAX_DEPTH) {
            throw UsageErrors.error(
                    "scripts are nested more than " + MAX_DEPTH + " deep at " + name, "check whether it runs itself");
        }
        String text = interpreter.inputs().text(name);
        interpreter.runAsScript(() -> Script.run(name, text, interpreter));
    }
}
