package io.github.siocli.shell.verb;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.json.Json;
import io.github.siocli.render.Durations;
import io.github.siocli.render.Report;
import io.github.siocli.render.Report.Field;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ping}: measures the round-trip time. */
final class PingVerb implements Verb<ClientContext> {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public String summary() {
        return "Measure the round trip time to the server";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.CONNECTION;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(name(), summary(), List.of(), List.of(), "  ping");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter)
            throws FailureException, InterruptedException {
        Optional<Duration> time = interpreter.context().ping(TIMEOUT);
        if (time.isEmpty()) {
            throw new FailureException(
                    Failure.of(FailureKind.EVENT_TIMEOUT, "no response to the ping", Durations.text(TIMEOUT)));
        }
        interpreter
                .context()
                .display()
                .showReport(Report.of(
                        "ping",
                        List.of(Field.of("round_trip", Durations.text(time.get()))
                                .withValue(
                                        Json.literal(String.valueOf(time.get().toNanos() / 1000 / 1000.0))))));
    }
}
