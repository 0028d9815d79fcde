package io.github.siocli.suite;

import io.github.siocli.event.FailureException;
import io.github.siocli.json.Json;
import io.github.siocli.output.Screen;
import io.github.siocli.suite.TestResult.Problem;
import io.github.siocli.suite.TestResult.Status;
import java.time.Duration;
import java.util.List;

/** Writes the results as TAP, version 14 of the specification. */
public final class TapReporter implements Reporter {

    private final Screen screen;
    private int number;

    /** Creates a reporter, and writes the first line. */
    public TapReporter(Screen screen) throws FailureException {
        this.screen = screen;
        screen.printData("TAP version 14\n");
    }

    @Override
    public void report(TestResult result) throws FailureException {
        number++;
        String point = (result.problem().isPresent() ? "not ok " : "ok ") + number + " - " + escaped(result.name());
        String directive = result.status() == Status.SKIPPED ? " # SKIP" : "";
        screen.printData(point + directive + "\n"
                + result.problem().map(TapReporter::diagnostic).orElse(""));
    }

    /** Escapes the characters that have a meaning in a test point, and line breaks. */
    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("#", "\\#").replaceAll("\\R", " ");
    }

    /** Returns a YAML block, whose texts are JSON strings, which YAML allows. */
    private static String diagnostic(Problem problem) {
        return "  ---\n"
                + "  message: " + Json.string(problem.failure().message()).text() + "\n"
                + "  kind: " + problem.failure().kind() + "\n"
                + "  at: " + Json.string(problem.place().toString()).text() + "\n"
                + (problem.line().isEmpty()
                        ? ""
                        : "  line: " + Json.string(problem.line()).text() + "\n")
                + "  ...\n";
    }

    @Override
    public void end(List<TestResult> results, Duration time) throws FailureException {
        screen.printData("1.." + number + "\n");
    }
}
