package io.github.siocli.shell.server;

import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code on EVENT …}: adds a rule. */
final class OnVerb implements Verb<ServerContext> {

    @Override
    public String name() {
        return "on";
    }

    @Override
    public String summary() {
        return "Add a rule";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.RULES;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.lineWithNestedLine(
                name(),
                summary(),
                List.of(
                        CommandModels.parameter("0", "EVENT", "1", "Event name or pattern"),
                        CommandModels.parameter("1..*", "RULE", "1..*", "Conditions and actions, see sio help rules")),
                List.of(),
                "  on hello ack \"hi\" $1");
    }

    @Override
    public WordKind parameterKind(int index) {
        return index == 0 ? WordKind.EVENT : WordKind.EXPRESSION;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ServerContext> interpreter) throws FailureException {
        List<String> words = new ArrayList<>(List.of(name(), parsed.matchedPositionalValue(0, "")));
        words.addAll(parsed.matchedPositionalValue(1, List.of()));
        ServerContext context = interpreter.context();
        boolean isFirst = context.rules().ruleSet().sources().isEmpty();
        context.rules().add(words.stream().map(String::strip).collect(Collectors.joining(" ")), interpreter.inputs());
        context.display().showNote(isFirst ? "rule added; events without a rule are no longer echoed" : "rule added");
    }
}
