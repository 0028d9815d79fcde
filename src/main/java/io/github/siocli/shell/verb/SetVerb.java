package io.github.siocli.shell.verb;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.render.Report;
import io.github.siocli.render.Report.Field;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.ShellSettings;
import io.github.siocli.shell.ShellSettings.Effect;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code set NAME VALUE}: changes or shows a setting. */
final class SetVerb implements Verb<ClientContext> {

    @Override
    public String name() {
        return "set";
    }

    @Override
    public String summary() {
        return "Change a setting, show it, or show all settings";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.CONNECTION;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(
                        CommandModels.parameter(
                                "0",
                                "NAME",
                                "0..1",
                                "A setting that set lists, or output: human, json, raw or a template"),
                        CommandModels.parameter(
                                "1..*", "VALUE", "0..*", "Value; on for a flag; off resets any setting")),
                List.of(),
                "  set auth {token: \"t\"}",
                "  set header X-Tenant: 7",
                "  set ack-timeout 2s",
                "  set output json");
    }

    @Override
    public Optional<List<CompletionCandidate>> candidates(List<String> preceding, ClientContext context) {
        if (preceding.isEmpty()) {
            Map<String, String> displayed = context.settings().displayedValues();
            return Optional.of(context.settings().names().stream()
                    .map(name -> new CompletionCandidate(name, displayed.getOrDefault(name, "")))
                    .toList());
        }
        return preceding.size() == 1
                ? Optional.of(values(preceding.get(0).replaceFirst("^--", ""), context.settings()))
                : Optional.empty();
    }

    private static List<CompletionCandidate> values(String name, ShellSettings settings) {
        if (name.equals("output")) {
            return Stream.of("human", "json", "raw")
                    .map(CompletionCandidate::of)
                    .toList();
        }
        Optional<OptionSpec> option = settings.groups().stream()
                .flatMap(group -> group.options().stream())
                .filter(known -> known.longestName().equals("--" + name))
                .findFirst();
        List<CompletionCandidate> values = new ArrayList<>();
        if (option.isPresent() && option.get().arity().max() == 0) {
            values.add(CompletionCandidate.of("on"));
        } else if (option.isPresent() && option.get().completionCandidates() != null) {
            option.get().completionCandidates().forEach(choice -> values.add(CompletionCandidate.of(choice)));
        }
        if (option.isPresent()) {
            values.add(CompletionCandidate.of("off"));
        }
        return values;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter) throws FailureException {
        ClientContext context = interpreter.context();
        String name = parsed.matchedPositionalValue(0, "").replaceFirst("^--", "");
        List<String> value = parsed.matchedPositionalValue(1, List.of());
        if (value.isEmpty()) {
            showSettings(name, context);
            return;
        }
        Effect effect = context.settings().set(name, String.join(" ", value).stripLeading());
        if (effect == Effect.NEXT_CONNECTION) {
            context.display().showNote(name + " takes effect on the next connection; connect again with connect");
        } else {
            context.display().setOutput(context.settings().output());
        }
    }

    private static void showSettings(String name, ClientContext context) throws FailureException {
        if (!name.isEmpty() && !context.settings().names().contains(name)) {
            throw UsageErrors.error(
                    "there is no setting \"" + name + "\"",
                    String.join(", ", context.settings().names()));
        }
        List<Field> row = new ArrayList<>();
        context.settings().effectiveValues().forEach((setting, value) -> {
            if (name.isEmpty() || name.equals(setting)) {
                row.add(
                        value.isEmpty()
                                ? Field.of(setting, "not set").withValue(Json.literal("null"))
                                : Field.of(setting, value));
            }
        });
        context.display().showReport(Report.of("settings", row));
    }
}
