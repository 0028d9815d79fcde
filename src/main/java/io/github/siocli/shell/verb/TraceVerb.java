package io.github.siocli.shell.verb;

import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.command.option.TraceOptions;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.TraceEvent.Level;
import io.github.siocli.net.trace.TraceSettings.TraceChoice;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code trace on|off|to}: shows the HTTP, Engine.IO and Socket.IO traffic, or writes it to a file. */
final class TraceVerb implements Verb<ClientContext> {

    private static final String HINT = "trace on [http] [eio] [sio], trace off, trace to FILE, or trace to off";

    @Override
    public String name() {
        return "trace";
    }

    @Override
    public String summary() {
        return "Show wire traffic; alone: print what is shown";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.FILES;
    }

    @Override
    public CommandSpec model() {
        OptionGroup options = new OptionGroup() {
            @Override
            public String title() {
                return "Options";
            }

            @Override
            public List<OptionSpec> options() {
                return List.of(TraceOptions.secretsOption());
            }
        };
        return CommandModels.line(
                name(),
                summary(),
                List.of(
                        CommandModels.parameter("0", "on|off|to", "0..1", "Show, hide, or write to a file"),
                        CommandModels.parameter(
                                "1..*",
                                "http|eio|sio|FILE",
                                "0..*",
                                "Levels (default: all); file, or off to stop the file")),
                List.of(options),
                "  trace on",
                "  trace on eio sio",
                "  trace to wire.log");
    }

    @Override
    public WordKind parameterKind(int index) {
        return index == 0 ? WordKind.ANYTHING : WordKind.FILE;
    }

    @Override
    public Optional<List<CompletionCandidate>> candidates(List<String> preceding, ClientContext context) {
        if (preceding.equals(List.of("to"))) {
            return Optional.empty();
        }
        Stream<String> words = preceding.isEmpty()
                ? Stream.of("on", "off", "to")
                : preceding.get(0).equals("on") ? Stream.of(Level.values()).map(Level::label) : Stream.empty();
        return Optional.of(words.filter(word -> !preceding.contains(word))
                .map(CompletionCandidate::of)
                .toList());
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter) throws FailureException {
        ClientContext context = interpreter.context();
        String action = parsed.matchedPositionalValue(0, "");
        List<String> words = parsed.matchedPositionalValue(1, List.of());
        boolean secrets = OptionSpecs.isSet(parsed, "--trace-secrets");
        if (secrets && (action.isEmpty() || action.equals("off") || words.equals(List.of("off")))) {
            throw UsageErrors.error("--trace-secrets has no effect without a trace", HINT);
        }
        switch (action) {
            case "" -> {}
            case "on" -> context.traceSettings().choose(new TraceChoice(levels(words), secrets));
            case "off" -> {
                requireNone(words);
                context.traceSettings().choose(TraceChoice.NOTHING);
            }
            case "to" -> traceTo(words, secrets, interpreter);
            default -> throw UsageErrors.error("trace takes no level \"" + action + "\"", HINT);
        }
        context.display().showNote(describe(context));
    }

    private static Set<Level> levels(List<String> words) throws FailureException {
        List<String> names = words.stream()
                .flatMap(word -> Stream.of(word.split(",")))
                .filter(name -> !name.isEmpty())
                .toList();
        return names.isEmpty() ? EnumSet.allOf(Level.class) : TraceOptions.levels(names);
    }

    private static void requireNone(List<String> words) throws FailureException {
        if (!words.isEmpty()) {
            throw UsageErrors.error("trace off takes no arguments", HINT);
        }
    }

    /** Sets the trace file; also turns tracing on if it is off. */
    private static void traceTo(List<String> words, boolean secrets, Interpreter<? extends ClientContext> interpreter)
            throws FailureException {
        if (words.size() != 1) {
            throw UsageErrors.error("trace to takes one file", HINT);
        }
        ClientContext context = interpreter.context();
        if (words.get(0).equals("off")) {
            context.traceToDisplay();
            return;
        }
        context.traceTo(interpreter.inputs().path(words.get(0)));
        if (!context.traceSettings().isOn()) {
            context.traceSettings().choose(new TraceChoice(levels(List.of()), secrets));
        }
    }

    private static String describe(ClientContext context) {
        TraceChoice choice = context.traceSettings().choice();
        if (choice.levels().isEmpty()) {
            return "not tracing";
        }
        String levels = choice.levels().stream().sorted().map(Level::label).collect(Collectors.joining(", "));
        return "tracing " + levels
                + context.traceFile().map(file -> " to " + file).orElse("")
                + (choice.secrets() ? ", with secrets" : ", secrets masked");
    }
}
