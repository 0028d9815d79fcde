package io.github.siocli.shell.verb;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.Value;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.LineValues;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code let NAME = VALUE}: sets a variable, which lines refer to as {@code $NAME}. */
public final class LetVerb implements Verb<Context> {

    @Override
    public String name() {
        return "let";
    }

    @Override
    public String summary() {
        return "Set a variable, such as id from the latest event";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.VALUES;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(
                        CommandModels.parameter("0", "NAME", "1", "Name of the variable"),
                        CommandModels.parameter("1..*", "= VALUE", "1..*", "JSON, text or a value, such as $1.id")),
                List.of(),
                "  let id = $1.id",
                "  let order = {id: $id, at: $now, size: $random(1,6)}",
                "  emit order [$order]");
    }

    @Override
    public WordKind parameterKind(int index) {
        return index == 0 ? WordKind.ANYTHING : WordKind.EXPRESSION;
    }

    @Override
    public void check(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        interpreter.values().set(variable(parsed), Value.NOTHING);
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        List<String> words = parsed.matchedPositionalValue(1, List.of());
        String text = String.join(" ", words.subList(1, words.size()));
        interpreter.values().set(variable(parsed), interpreter.evaluate(text));
    }

    private static String variable(ParseResult parsed) throws FailureException {
        String name = parsed.matchedPositionalValue(0, "");
        List<String> words = parsed.matchedPositionalValue(1, List.of());
        if (!words.get(0).strip().equals("=") || words.size() < 2) {
            throw UsageErrors.error("let takes a name, = and a value", "let id = $1.id");
        }
        if (!LineValues.isVariableName(name)) {
            throw UsageErrors.error(
                    "\"" + name + "\" cannot be a variable",
                    "a name of letters and digits without another meaning, such as let id = $1.id");
        }
        return name;
    }
}
