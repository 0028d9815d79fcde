package io.github.siocli.shell.verb;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.render.Report;
import io.github.siocli.render.Report.Field;
import io.github.siocli.secret.EventRedactor;
import io.github.siocli.secret.Redaction;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.EventSummary;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import io.github.siocli.text.Glob;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code events}: lists statistics of the events by name. */
public final class EventsVerb implements Verb<Context> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final int MAX_SAMPLE_LENGTH = 200;

    @Override
    public String name() {
        return "events";
    }

    @Override
    public String summary() {
        return "List event names with counts and the last payload";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.EVENTS;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(CommandModels.parameter("0..*", "GLOB", "0..*", "Only names that match")),
                List.of(),
                "  events",
                "  events order:*");
    }

    @Override
    public WordKind parameterKind(int index) {
        return WordKind.EVENT;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        List<String> words = parsed.matchedPositionalValue(0, List.of());
        List<Glob> globs = words.stream().map(Glob::new).toList();
        FilterConfig filter = new FilterConfig(globs, List.of());
        Context context = interpreter.context();
        boolean hasSeveralNamespaces = context.eventSummaries().stream()
                        .map(EventSummary::nsp)
                        .distinct()
                        .count()
                > 1;
        List<List<Field>> rows = new ArrayList<>();
        for (EventSummary summary : context.eventSummaries()) {
            if (filter.passesName(summary.name().text())) {
                rows.add(row(summary, hasSeveralNamespaces, context.zone(), context.redaction()));
            }
        }
        context.display().showReport(new Report("seen", rows, "no events yet"));
    }

    private static List<Field> row(
            EventSummary summary, boolean hasSeveralNamespaces, ZoneId zone, Redaction redaction) {
        Arguments masked = new EventRedactor(redaction).redact(summary.sample());
        String args = String.join(" ", masked.texts(bytes -> "<binary " + bytes.size() + " bytes>"));
        Arguments exact = redaction.isForAllFormats() ? masked : summary.sample();
        String json = "[" + String.join(",", exact.toTexts()) + "]";
        List<Field> row = new ArrayList<>();
        row.add(Field.of("event", summary.name().text())
                .withValue(summary.name().json()));
        if (hasSeveralNamespaces) {
            row.add(Field.of("nsp", summary.nsp()));
        }
        row.add(Field.of("dir", summary.incoming() ? "in" : "out"));
        row.add(Field.of("count", summary.count()));
        row.add(Field.of("last", TIME.format(summary.last().atZone(zone)))
                .withValue(Json.string(summary.last().toString())));
        row.add(Field.of("args", args.length() > MAX_SAMPLE_LENGTH ? args.substring(0, MAX_SAMPLE_LENGTH) : args)
                .withValue(Json.literal(json)));
        return row;
    }
}
