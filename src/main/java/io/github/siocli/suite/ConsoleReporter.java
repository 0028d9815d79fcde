package io.github.siocli.suite;

import io.github.siocli.event.FailureException;
import io.github.siocli.output.Screen;
import io.github.siocli.render.Durations;
import io.github.siocli.render.FailureRenderer;
import io.github.siocli.render.TextRole;
import io.github.siocli.render.TextStyle;
import io.github.siocli.suite.TestResult.Problem;
import io.github.siocli.suite.TestResult.Status;
import io.github.siocli.text.Utf8Builder;
import java.time.Duration;
import java.util.List;

/** Writes a line for each test, the failures, and a summary. On a terminal it also shows the running test. */
public final class ConsoleReporter implements Reporter {

    private static final String INDENT = "    ";

    private final Screen screen;
    private final TextStyle style;
    private final boolean showsProgress;
    private String suite = "";

    /**
     * Creates a reporter.
     *
     * @param style style of the data on the screen
     * @param showsProgress true to show the name of the running test
     */
    public ConsoleReporter(Screen screen, TextStyle style, boolean showsProgress) {
        this.screen = screen;
        this.style = style;
        this.showsProgress = showsProgress;
    }

    @Override
    public void begin(String name) throws FailureException {
        if (showsProgress) {
            screen.showProgress(name.replaceAll("\\p{Cntrl}", " "));
        }
    }

    @Override
    public void report(TestResult result) throws FailureException {
        if (showsProgress) {
            screen.showProgress("");
        }
        Utf8Builder text = new Utf8Builder();
        if (!result.suite().equals(suite)) {
            suite = result.suite();
            style.append(text, TextRole.NAME, suite);
            text.append('\n');
        }
        text.append("  ");
        switch (result.status()) {
            case PASSED -> style.append(text, TextRole.INCOMING, style.unicode() ? "✓" : "ok");
            case FAILED, INTERRUPTED -> style.append(text, TextRole.ERROR, style.unicode() ? "✗" : "FAILED");
            case SKIPPED -> style.append(text, TextRole.WARNING, style.unicode() ? "- skipped:" : "skipped:");
        }
        text.append(' ');
        style.append(text, TextRole.PLAIN, result.name());
        if (result.status() != Status.SKIPPED) {
            String attempts = result.attempts() > 1 ? ", attempt " + result.attempts() : "";
            style.append(text, TextRole.MUTED, " (" + Durations.text(result.time()) + attempts + ")");
        }
        text.append('\n');
        result.problem().ifPresent(problem -> append(problem, text));
        screen.printData(text.toString());
    }

    private void append(Problem problem, Utf8Builder out) {
        if (!problem.line().isEmpty()) {
            out.append(INDENT);
            style.append(out, TextRole.MUTED, problem.line().replace('\n', ' '));
            out.append('\n');
        }
        Utf8Builder failure = new Utf8Builder();
        new FailureRenderer(style, 0).renderAt(problem.place().toString(), problem.failure(), failure);
        failure.toString()
                .lines()
                .forEach(line -> out.append(INDENT).append(line).append('\n'));
    }

    @Override
    public void end(List<TestResult> results, Duration time) throws FailureException {
        Utf8Builder text = new Utf8Builder();
        long failed = count(results, Status.FAILED);
        String passed = count(results, Status.PASSED) + " passed";
        style.append(text, failed == 0 ? TextRole.INCOMING : TextRole.PLAIN, passed);
        if (failed > 0) {
            text.append(", ");
            style.append(text, TextRole.ERROR, failed + " failed");
        }
        if (count(results, Status.INTERRUPTED) > 0) {
            text.append(", ");
            style.append(text, TextRole.ERROR, "1 interrupted");
        }
        long skipped = count(results, Status.SKIPPED);
        text.append(skipped == 0 ? "" : ", " + skipped + " skipped");
        text.append(" in ").append(Durations.text(time)).append('\n');
        screen.printData(text.toString());
    }

    static long count(List<TestResult> results, Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }
}
