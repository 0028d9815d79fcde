package io.github.siocli.shell.verb;

import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.NumberReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code again N}: emits an earlier event again. */
final class AgainVerb implements Verb<ClientContext> {

    @Override
    public String name() {
        return "again";
    }

    @Override
    public String summary() {
        return "Repeat the last emission, or the Nth last one";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.SENDING;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(CommandModels.parameter("0", "N", "0..1", "1: the last emission (default), 2: the one before")),
                List.of(),
                "  again",
                "  again 2");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter)
            throws FailureException, InterruptedException {
        int back = parsed.hasMatchedPositional(0)
                ? NumberReader.readPositive("again", parsed.matchedPositionalValue(0, ""))
                : 1;
        List<Emission> emissions = interpreter.context().emissions();
        if (back > emissions.size()) {
            String count = emissions.isEmpty() ? "nothing was" : "only " + emissions.size() + " events were";
            throw UsageErrors.error(count + " emitted so far", "");
        }
        Emission emission = emissions.get(emissions.size() - back);
        interpreter.emit(emission.nsp().orElseThrow(), emission);
    }
}
