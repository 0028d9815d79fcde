package io.github.siocli.shell.verb;

import io.github.siocli.command.option.DurationReader;
import io.github.siocli.command.option.MatchOption;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.expression.EventCondition;
import io.github.siocli.render.Durations;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import io.github.siocli.text.Glob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code wait EVENT}: waits until an event is received. */
public final class WaitVerb implements Verb<Context> {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private final OptionGroup options = new WaitOptions();

    /** The options for the event to match and for the timeout. */
    private static final class WaitOptions implements OptionGroup {

        @Override
        public String title() {
            return "Waiting";
        }

        @Override
        public List<OptionSpec> options() {
            return List.of(
                    OptionSpecs.value("TIME", "Timeout (default: 30s; 0: none)", "--timeout"),
                    MatchOption.declare("Condition on the event, such as '$1.id == 7'"),
                    OptionSpecs.value("/NSP", "Namespace of the event (default: any)", "-n", "--namespace"));
        }
    }

    @Override
    public String name() {
        return "wait";
    }

    @Override
    public String summary() {
        return "Wait for an event";
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
                List.of(CommandModels.parameter("0", "EVENT", "1", "Event name or pattern")),
                List.of(options),
                "  wait ready",
                "  wait order:* --match '$1.sku == 7' --timeout 5s");
    }

    @Override
    public WordKind parameterKind(int index) {
        return WordKind.EVENT;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter)
            throws FailureException, InterruptedException {
        Context context = interpreter.context();
        Glob glob = new Glob(parsed.matchedPositionalValue(0, ""));
        Duration timeout = DurationReader.readLimit(parsed, "--timeout").orElse(DEFAULT_TIMEOUT);
        Optional<EventCondition> match = MatchOption.read(parsed, interpreter.inputs(), interpreter.values());
        Optional<String> nsp = NamespaceOption.explicitNamespace(parsed);
        Optional<EventReceived> arrived = context.waitConditions()
                .awaitEvent(
                        !interpreter.isSequential(),
                        timeout,
                        event -> glob.matches(event.name().text())
                                && nsp.filter(named -> !named.equals(event.nsp()))
                                        .isEmpty()
                                && match.filter(condition -> !condition.holds(event))
                                        .isEmpty());
        if (arrived.isEmpty()) {
            String description = "\"" + glob.pattern() + "\""
                    + match.map(EventCondition::describe).orElse("") + " did not arrive";
            throw new FailureException(timeoutFailure(description, timeout, context));
        }
        interpreter.values().setResult(arrived.get().name(), arrived.get().args());
    }

    private static Failure timeoutFailure(String description, Duration timeout, Context context) {
        String time = Durations.text(timeout);
        return context.waitConditions()
                .missingConnection()
                .map(missing -> Failure.of(FailureKind.UNCONNECTED_TIMEOUT, description, time, missing))
                .orElseGet(() -> Failure.of(FailureKind.EVENT_TIMEOUT, description, time));
    }
}
