package io.github.siocli.shell.server;

import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.render.Durations;
import io.github.siocli.render.Report;
import io.github.siocli.render.Report.Field;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code stats}: shows the counters of the server. */
final class StatsVerb implements Verb<ServerContext> {

    @Override
    public String name() {
        return "stats";
    }

    @Override
    public String summary() {
        return "Show uptime, client and event counts";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.CLIENTS;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(name(), summary(), List.of(), List.of(), "  stats");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ServerContext> interpreter) throws FailureException {
        ServerContext hosting = interpreter.subject();
        ServerStats figures = hosting.figures();
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of("url", hosting.url()));
        fields.add(Field.of("uptime", Durations.text(figures.up()))
                .withValue(Json.literal(String.valueOf(figures.up().toMillis()))));
        fields.add(Field.of("clients", figures.clients()));
        fields.add(Field.of("sessions", figures.sessions()));
        fields.add(Field.of("namespaces", figures.namespaces()));
        fields.add(Field.of("connects", figures.came()));
        fields.add(Field.of("refused", figures.refused()));
        fields.add(Field.of("events_in", figures.received()));
        fields.add(Field.of("acks_in", figures.acks()));
        fields.add(Field.of("events_out", figures.sent()));
        hosting.recording().ifPresent(file -> fields.add(Field.of("recording", file.toString())));
        hosting.display().showReport(Report.of("stats", fields));
    }
}
