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
        ServerContext context = interpreter.context();
        ServerStats stats = context.stats();
        ServerStats.Totals totals = stats.totals();
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of("url", context.url()));
        fields.add(Field.of("uptime", Durations.text(stats.uptime()))
                .withValue(Json.literal(String.valueOf(stats.uptime().toMillis()))));
        fields.add(Field.of("clients", stats.clients()));
        fields.add(Field.of("sessions", stats.sessions()));
        fields.add(Field.of("namespaces", stats.namespaces()));
        fields.add(Field.of("connects", totals.connects()));
        fields.add(Field.of("refused", totals.refused()));
        fields.add(Field.of("events_in", totals.received()));
        fields.add(Field.of("acks_in", totals.acks()));
        fields.add(Field.of("events_out", totals.sent()));
        context.recording().ifPresent(file -> fields.add(Field.of("recording", file.toString())));
        context.display().showReport(Report.of("stats", fields));
    }
}
