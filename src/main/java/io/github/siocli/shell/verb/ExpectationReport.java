package io.github.siocli.shell.verb;

import io.github.siocli.event.FailureException;
import io.github.siocli.expression.EventCondition.Explanation;
import io.github.siocli.secret.EventRedactor;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.Expectations.Pattern;
import io.github.siocli.shell.Occurrence;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Describes what came instead of what was expected: the nearest candidate and the latest events, in lines. */
final class ExpectationReport {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final int MAX_EVENTS = 5;
    private static final int MAX_ARGS = 100;

    private final ClientContext context;
    private final EventRedactor redactor;

    ExpectationReport(ClientContext context) throws FailureException {
        this.context = context;
        this.redactor = new EventRedactor(context.redaction());
    }

    private record Candidate(Occurrence occurrence, Explanation explanation) {}

    /** Returns the open occurrence that misses the fewest parts of the condition; empty if none has the name. */
    String nearest(Pattern pattern, List<Occurrence> open) {
        if (pattern.condition().isEmpty()) {
            return "";
        }
        Optional<Candidate> nearest = open.stream()
                .filter(pattern::concerns)
                .map(occurrence -> new Candidate(
                        occurrence,
                        pattern.condition()
                                .get()
                                .explain(occurrence.name().json(), occurrence.nsp(), occurrence.args())))
                // The latest of several that are equally near.
                .reduce((best, next) ->
                        next.explanation().heldCount() >= best.explanation().heldCount() ? next : best);
        return nearest.map(candidate -> "\n  nearest: " + line(candidate.occurrence())
                        + lines("\n    ", candidate.explanation().failures()))
                .orElse("");
    }

    private static String lines(String indent, List<String> lines) {
        return lines.isEmpty() ? "" : indent + String.join(indent, lines);
    }

    /** Returns the latest open occurrences with their times. */
    String latest(List<Occurrence> open) {
        String client = context.clientNames().isEmpty() ? "" : " to " + context.name();
        if (open.isEmpty()) {
            return "\n  nothing else came" + client;
        }
        List<Occurrence> shown = open.subList(Math.max(0, open.size() - MAX_EVENTS), open.size());
        String rest = open.size() > shown.size() ? ", the latest of " + open.size() : "";
        return "\n  came" + client + rest + ":"
                + lines("\n    ", shown.stream().map(this::line).toList());
    }

    /** Returns an occurrence in one line, with its time. */
    String line(Occurrence occurrence) {
        String args = String.join(
                        " ", redactor.redact(occurrence.args()).texts(bytes -> "<binary " + bytes.size() + " bytes>"))
                .replace('\n', ' ');
        String shown = args.length() > MAX_ARGS ? args.substring(0, MAX_ARGS) + "…" : args;
        String kind = occurrence.kind() == Occurrence.Kind.ACK ? "ack of " : "";
        return TIME.format(occurrence.time().atZone(context.zone())) + " " + kind
                + occurrence.name().text() + (shown.isEmpty() ? "" : " " + shown);
    }
}
