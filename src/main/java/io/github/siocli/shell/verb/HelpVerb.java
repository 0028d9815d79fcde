package io.github.siocli.shell.verb;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import io.github.siocli.text.NearestName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code help VERB}: lists the verbs, or explains one. */
public final class HelpVerb implements Verb<Context> {

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String summary() {
        return "List the verbs, or explain a verb";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.PROMPT;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(CommandModels.parameter("0", "VERB", "0..1", "Verb to explain")),
                List.of(),
                "  help",
                "  help wait");
    }

    @Override
    public WordKind parameterKind(int index) {
        return WordKind.VERB;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        String name = parsed.matchedPositionalValue(0, "");
        if (name.isEmpty()) {
            interpreter.context().display().showText(overview(interpreter.verbs(), name()));
            return;
        }
        List<String> names = interpreter.verbs().stream().map(Verb::name).toList();
        Verb<?> verb = interpreter
                .findVerb(name)
                .orElseThrow(() -> UsageErrors.error(
                        "there is no verb \"" + name + "\"",
                        NearestName.find(name, names)
                                .map(near -> "help " + near)
                                .orElse("help")));
        interpreter.context().display().showText(Interpreter.help(verb));
    }

    /**
     * Returns the list of all verbs, grouped.
     *
     * @param help the line that explains one of them, without its name
     */
    public static String overview(List<? extends Verb<?>> verbs, String help) {
        Map<VerbGroup, StringBuilder> sections = new EnumMap<>(VerbGroup.class);
        int widest = verbs.stream().mapToInt(verb -> verb.name().length()).max().orElse(0);
        for (Verb<?> verb : verbs) {
            sections.computeIfAbsent(verb.group(), group -> new StringBuilder(group.title() + ":\n"))
                    .append("  ")
                    .append(verb.name())
                    .append(" ".repeat(widest + 2 - verb.name().length()))
                    .append(verb.summary())
                    .append('\n');
        }
        return String.join("", sections.values()) + help
                + " VERB explains a verb, with examples.\n"
                + "JSON needs no quotes: emit chat {text: \"hi\"} --ack\n";
    }
}
