package io.github.siocli.shell.verb;

import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.Glob;
import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.render.Report;
import io.github.siocli.render.Report.Field;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.EventSummary;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code events}: lists statistics of the events by name. */
public final class EventsVerb implements Verb<Context> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final int SAMPLE = 200;

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
    public WordKind expects(int index) {
        return WordKind.EVENT;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        List<String> words = parsed.matchedPositionalValue(0, List.of());
        List<Glob> globs = words.stream().map(Glob::new).toList();
        FilterConfig filter = new FilterConfig(globs, List.of());
        Context subject = interpreter.subject();
        boolean several =
                subject.seen().stream().map(EventSummary::nsp).distinct().count() > 1;
        List<List<Field>> rows = new ArrayList<>();
        for (EventSummary seen : subject.seen()) {
            if (filter.passes(seen.name().text())) {
                rows.add(row(seen, several, subject.zone()));
            }
        }
        subject.display().showReport(new Report("seen", rows, "no events yet"));
    }

    private static List<Field> row(EventSummary seen, boolean several, ZoneId zone) {
        String args = String.join(" ", seen.sample().texts(bytes -> "<binary " + bytes.size() + " bytes>"));
        String json = "[" + String.join(",", seen.sample().toTexts()) + "]";
        List<Field> row = new ArrayList<>();
        row.add(Field.of("event", seen.name().text()).withValue(seen.name().json()));
        if (several) {
            row.add(Field.of("nsp", seen.nsp()));
        }
        row.add(Field.of("dir", seen.incoming() ? "in" : "out"));
        row.add(Field.of("count", seen.count()));
        row.add(Field.of("last", TIME.format(seen.last().atZone(zone)))
                .withValue(Json.string(seen.last().toString())));
        row.add(Field.of("args", args.length() > SAMPLE ? args.substring(0, SAMPLE) : args)
                .withValue(Json.literal(json)));
        return row;
    }
}
