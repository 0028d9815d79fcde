package io.github.siocli.suite;

import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.output.Screen;
import io.github.siocli.suite.TestResult.Problem;
import io.github.siocli.suite.TestResult.Status;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;

/**
 * Writes each result as one JSON object on a line, and a summary.
 *
 * <pre>
 * time type=test file line name status duration_ms attempts failure?
 * failure: code message hint? file line text?
 * type=summary passed failed skipped interrupted duration_ms
 * </pre>
 */
public final class JsonReporter implements Reporter {

    /** ISO 8601 in UTC with milliseconds, as in the records of events. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final Screen screen;

    public JsonReporter(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void report(TestResult result) throws FailureException {
        screen.printData("{\"time\":" + text(TIME.format(result.begin()))
                + ",\"type\":\"test\",\"file\":" + text(result.suite())
                + ",\"line\":" + result.place().line()
                + ",\"name\":" + text(result.name())
                + ",\"status\":" + text(result.status().name().toLowerCase(Locale.ROOT))
                + ",\"duration_ms\":" + result.time().toMillis()
                + ",\"attempts\":" + result.attempts()
                + result.problem()
                        .map(problem -> ",\"failure\":" + json(problem))
                        .orElse("")
                + "}\n");
    }

    private static String json(Problem problem) {
        String hint = problem.failure().hint();
        return "{\"code\":" + text(problem.failure().kind().name())
                + ",\"message\":" + text(problem.failure().message())
                + (hint.isEmpty() ? "" : ",\"hint\":" + text(hint))
                + ",\"file\":" + text(problem.place().file())
                + ",\"line\":" + problem.place().line()
                + (problem.line().isEmpty() ? "" : ",\"text\":" + text(problem.line()))
                + "}";
    }

    @Override
    public void end(List<TestResult> results, Duration time) throws FailureException {
        screen.printData("{\"type\":\"summary\",\"passed\":" + ConsoleReporter.count(results, Status.PASSED)
                + ",\"failed\":" + ConsoleReporter.count(results, Status.FAILED)
                + ",\"skipped\":" + ConsoleReporter.count(results, Status.SKIPPED)
                + ",\"interrupted\":" + ConsoleReporter.count(results, Status.INTERRUPTED)
                + ",\"duration_ms\":" + time.toMillis() + "}\n");
    }

    private static String text(String text) {
        return Json.string(text).text();
    }
}
