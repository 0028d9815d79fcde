package io.github.siocli.shell.verb;

import io.github.siocli.command.option.DurationReader;
import io.github.siocli.command.option.NumberReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.Value;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code repeat N LINE}: runs a line several times. */
public final class RepeatVerb implements Verb<Context> {

    private final OptionGroup options = new PaceOptions();

    /** The option for the time between two runs. */
    private static final class PaceOptions implements OptionGroup {

        @Override
        public String title() {
            return "Pace";
        }

        @Override
        public List<OptionSpec> options() {
            return List.of(OptionSpecs.value("TIME", "Time from one start to the next", "--interval"));
        }
    }

    @Override
    public String name() {
        return "repeat";
    }

    @Override
    public String summary() {
        return "Run a line N times";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.SENDING;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.lineWithNestedLine(
                name(),
                summary(),
                List.of(
                        CommandModels.parameter("0", "N", "1", "Number of runs"),
                        CommandModels.parameter("1..*", "LINE", "1..*", "Verb with its arguments")),
                List.of(options),
                "  repeat 10 --interval 500ms emit tick {n: 1}");
    }

    @Override
    public WordKind parameterKind(int index) {
        return index == 0 ? WordKind.ANYTHING : WordKind.LINE;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter)
            throws FailureException, InterruptedException {
        int times = NumberReader.readPositive("repeat", parsed.matchedPositionalValue(0, ""));
        Duration interval = DurationReader.read(parsed, "--interval").orElse(Duration.ZERO);
        Interpreter.LineTask line = interpreter.prepare(parsed.matchedPositionalValue(1, List.of()));
        Value before = interpreter.values().setRepetition(Value.NOTHING);
        try {
            repeat(times, interval, line, interpreter);
        } finally {
            interpreter.values().setRepetition(before);
        }
    }

    private static void repeat(
            int times, Duration interval, Interpreter.LineTask line, Interpreter<? extends Context> interpreter)
            throws FailureException, InterruptedException {
        long next = System.nanoTime();
        for (int i = 0; i < times && !interpreter.isEnded(); i++) {
            Duration left = Duration.ofNanos(next - System.nanoTime());
            if (!left.isNegative()) {
                interpreter.context().waitConditions().sleep(left);
            }
            next = Math.max(next + interval.toNanos(), System.nanoTime());
            interpreter.values().setRepetition(Value.number(i + 1));
            line.run();
        }
    }
}
