package io.github.siocli.command;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.text.NearestName;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code sio cheat [TASK]}: prints lines to paste. */
final class CheatCommand implements Command {

    @Override
    public String name() {
        return "cheat";
    }

    @Override
    public String summary() {
        return "Print lines to paste, by task";
    }

    @Override
    public CommandSpec model() {
        PositionalParamSpec task =
                CommandModels.parameter("0", "TASK", "0..1", labels() + " (default: all)").toBuilder()
                        .completionCandidates(CheatTask.labels())
                        .build();
        return CommandModels.command(
                name(), summary(), List.of(task), List.of(), "  sio cheat emit", "  sio cheat | grep token");
    }

    @Override
    public CommandResult run(ParseResult parsed, Environment environment) throws FailureException {
        String label = parsed.matchedPositionalValue(0, "");
        String page = label.isEmpty()
                ? CheatTask.all()
                : CheatTask.of(label).orElseThrow(() -> unknown(label)).page();
        environment.print(page);
        return CommandResult.DONE;
    }

    private static FailureException unknown(String label) {
        return UsageErrors.error(
                "there is no task \"" + label + "\"",
                NearestName.find(label, CheatTask.labels())
                        .map(near -> "sio cheat " + near)
                        .orElse(labels()));
    }

    private static String labels() {
        return String.join(", ", CheatTask.labels());
    }
}
