package io.github.siocli.shell.verb;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.EmissionOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code send ARG…}: emits the event {@code message}. */
final class SendVerb implements Verb<Context> {

    private final EmissionOptions options = new EmissionOptions(false);

    @Override
    public String name() {
        return "send";
    }

    @Override
    public String summary() {
        return "Emit the event \"message\", like send() in JavaScript";
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
                List.of(CommandModels.parameter("0..*", "ARG", "0..*", "Arguments, as for emit")),
                List.of(options, new NamespaceOption()),
                "  send hello",
                "  send {text: \"hi\"} --ack");
    }

    @Override
    public WordKind parameterKind(int index) {
        return WordKind.ARGUMENT;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter)
            throws FailureException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("message"));
        words.addAll(parsed.matchedPositionalValue(0, List.of()));
        Duration ackTimeout = interpreter.context().ackTimeout();
        Emission emission = EmissionOptions.emission(
                words,
                options.ackTimeout(parsed, ackTimeout).orElse(null),
                new ArgumentReader(interpreter.inputs()),
                false);
        String nsp = NamespaceOption.namespace(parsed, interpreter.context());
        interpreter.emit(nsp, emission);
    }
}
