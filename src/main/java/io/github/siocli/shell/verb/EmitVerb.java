package io.github.siocli.shell.verb;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.EmissionOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.UsageErrors;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code emit EVENT ARG…}: emits an event, as a command of the program and as a verb of the line language. */
public final class EmitVerb implements Verb<Context> {

    private static final String EVENT_HELP = "Event name; 7 is a number, '\"7\"' a string";
    private static final String ARGS_HELP = "JSON or text; also @FILE, bin:@FILE, hex:…, str:…";
    private static final String LINE_ARGS_HELP = "JSON, without quotes around it; text; @FILE, hex:…";

    private final EmissionOptions options = new EmissionOptions();

    @Override
    public String name() {
        return "emit";
    }

    @Override
    public String summary() {
        return "Emit an event";
    }

    /** Returns the options that the command and the verb share. */
    public EmissionOptions options() {
        return options;
    }

    /**
     * Returns the parameters of the event name and its arguments for a command.
     *
     * @param first index of the event name in the model
     */
    public List<PositionalParamSpec> parameters(int first) {
        return parameters(first, ARGS_HELP);
    }

    private static List<PositionalParamSpec> parameters(int first, String argsHelp) {
        return List.of(
                CommandModels.parameter(String.valueOf(first), "EVENT", "0..1", EVENT_HELP),
                CommandModels.parameter((first + 1) + "..*", "ARG", "0..*", argsHelp));
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
                parameters(0, LINE_ARGS_HELP),
                List.of(options, new NamespaceOption()),
                "  emit chat {text: \"hi\", n: [1, 2]} true",
                "  emit order:create @order.json --ack --ack-timeout 2s");
    }

    @Override
    public WordKind parameterKind(int index) {
        return index == 0 ? WordKind.EVENT : WordKind.ARGUMENT;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter)
            throws FailureException, InterruptedException {
        Emission emission = emission(parsed, interpreter);
        String nsp = NamespaceOption.namespace(parsed, interpreter.context());
        interpreter.emit(nsp, emission);
    }

    /**
     * Reads the emission from the parameters of a line.
     *
     * @throws FailureException if a parameter is invalid
     */
    public Emission emission(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        if (!parsed.hasMatchedPositional(0)) {
            throw UsageErrors.error("the event name is missing", "emit EVENT [ARG…]");
        }
        Duration ackTimeout =
                options.ackTimeout(parsed, interpreter.context().ackTimeout()).orElse(null);
        return readEmission(parsed, 0, ackTimeout, new ArgumentReader(interpreter.inputs()));
    }

    /**
     * Reads the emission from the parameters.
     *
     * @param first index of the event name in the model
     * @param ackTimeout the time limit for the acknowledgement; null to request none
     * @throws FailureException if a parameter is invalid
     */
    public Emission readEmission(ParseResult parsed, int first, @Nullable Duration ackTimeout, ArgumentReader arguments)
            throws FailureException {
        return EmissionOptions.emission(words(parsed, first), ackTimeout, arguments, options.allowsEmptyName(parsed));
    }

    /**
     * Returns the event name and the arguments as they were written.
     *
     * @param first index of the event name in the model
     */
    public static List<String> words(ParseResult parsed, int first) {
        List<String> words = new ArrayList<>();
        words.add(parsed.matchedPositionalValue(first, ""));
        words.addAll(parsed.matchedPositionalValue(first + 1, List.of()));
        return words;
    }
}
