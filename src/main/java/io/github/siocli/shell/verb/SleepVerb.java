package io.github.siocli.shell.verb;

import io.github.siocli.command.option.DurationReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sleep TIME}: waits for a time. */
public final class SleepVerb implements Verb<Context> {

    @Override
    public String name() {
        return "sleep";
    }

    @Override
    public String summary() {
        return "Wait for a time";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.WAITING;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(CommandModels.parameter("0", "TIME", "1", "Duration: 500ms, 5s, 2m")),
                List.of(),
                "  sleep 500ms");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter)
            throws FailureException, InterruptedException {
        interpreter
                .context()
                .waitConditions()
                .sleep(DurationReader.parse("sleep", parsed.matchedPositionalValue(0, "")));
    }
}
