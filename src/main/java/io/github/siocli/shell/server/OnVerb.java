package io.github.siocli.shell.server;

import io.github.siocli.event.FailureException;
import io.github.siocli.shell.Expected;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Models;
import io.github.siocli.shell.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code on EVENT …}: a rule that holds from now on. */
final class OnVerb implements Verb<Hosting> {

    @Override
    public String name() {
        return "on";
    }

    @Override
    public String summary() {
        return "Follow a rule from now on";
    }

    @Override
    public CommandSpec model() {
        return Models.lineAround(
                name(),
                summary(),
                List.of(
                        Models.parameter("0", "EVENT", "1", "Name of the event, or a pattern"),
                        Models.parameter("1..*", "RULE", "1..*", "What is done then")),
                List.of(),
                "  on hello ack \"hi\" $1");
    }

    @Override
    public Expected expects(int index) {
        return index == 0 ? Expected.EVENT : Expected.ARGUMENT;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Hosting> interpreter) throws FailureException {
        List<String> words = new ArrayList<>(List.of(name(), parsed.matchedPositionalValue(0, "")));
        words.addAll(parsed.matchedPositionalValue(1, List.of()));
        Hosting hosting = interpreter.subject();
        boolean first = hosting.behaviour().set().sources().isEmpty();
        hosting.behaviour()
                .add(words.stream().map(String::strip).collect(Collectors.joining(" ")), interpreter.inputs());
        hosting.display()
                .note(
                        first
                                ? "it holds from now on, and events without a rule are no longer echoed"
                                : "it holds from now on");
    }
}
