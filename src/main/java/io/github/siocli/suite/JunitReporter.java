package io.github.siocli.suite;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.suite.TestResult.Problem;
import io.github.siocli.suite.TestResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the results to a file as JUnit XML, which build servers read: a suite for each file. */
public final class JunitReporter implements Reporter {

    private final Path file;

    /**
     * Creates a reporter, and checks that the file can be written, before the tests run.
     *
     * @throws FailureException if the file cannot be written
     */
    public JunitReporter(Path file) throws FailureException {
        this.file = file;
        write("");
    }

    private void write(String text) throws FailureException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new FailureException(Failure.of(FailureKind.FILE_UNWRITABLE, file.toString(), IoErrorText.of(e)), e);
        }
    }

    @Override
    public void end(List<TestResult> results, Duration time) throws FailureException {
        Map<String, List<TestResult>> suites = results.stream()
                .collect(Collectors.groupingBy(TestResult::suite, LinkedHashMap::new, Collectors.toList()));
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuites name=\"sio run\"")
                .append(counts(results))
                .append(time(time))
                .append(">\n");
        suites.forEach((name, tests) -> appendSuite(name, tests, xml));
        write(xml.append("</testsuites>\n").toString());
    }

    private static void appendSuite(String name, List<TestResult> tests, StringBuilder xml) {
        Duration sum = tests.stream().map(TestResult::time).reduce(Duration.ZERO, Duration::plus);
        xml.append("  <testsuite")
                .append(attribute("name", name))
                .append(counts(tests))
                .append(time(sum));
        xml.append(attribute(
                "timestamp",
                tests.get(0).begin().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "")));
        xml.append(">\n");
        tests.forEach(test -> appendTest(test, xml));
        xml.append("  </testsuite>\n");
    }

    private static void appendTest(TestResult test, StringBuilder xml) {
        xml.append("    <testcase").append(attribute("name", test.name()));
        xml.append(attribute("classname", test.suite().replaceFirst("\\.[^./\\\\]*$", "")));
        xml.append(attribute("file", test.place().file()));
        xml.append(attribute("line", String.valueOf(test.place().line()))).append(time(test.time()));
        if (test.status() == Status.PASSED) {
            xml.append("/>\n");
            return;
        }
        xml.append(">\n");
        if (test.problem().isPresent()) {
            appendProblem(
                    test.status() == Status.FAILED ? "failure" : "error",
                    test.problem().get(),
                    xml);
        } else {
            xml.append("      <skipped/>\n");
        }
        xml.append("    </testcase>\n");
    }

    private static void appendProblem(String element, Problem problem, StringBuilder xml) {
        String message = problem.failure().message();
        xml.append("      <" + element)
                .append(attribute("message", message.lines().findFirst().orElse(message)));
        xml.append(attribute("type", problem.failure().kind().name())).append('>');
        xml.append(escaped(problem.place() + ": " + problem.line() + "\n" + message
                + (problem.failure().hint().isEmpty()
                        ? ""
                        : "\ntry: " + problem.failure().hint())));
        xml.append("</" + element + ">\n");
    }

    private static String counts(List<TestResult> tests) {
        return attribute("tests", String.valueOf(tests.size()))
                + attribute("failures", String.valueOf(ConsoleReporter.count(tests, Status.FAILED)))
                + attribute("errors", String.valueOf(ConsoleReporter.count(tests, Status.INTERRUPTED)))
                + attribute("skipped", String.valueOf(ConsoleReporter.count(tests, Status.SKIPPED)));
    }

    private static String time(Duration time) {
        return attribute("time", String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9));
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escaped(value).replace("\n", "&#10;") + "\"";
    }

    /** Escapes text for XML 1.0, which has no notation for most control characters. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    boolean isAllowed =
                            c == '\n' || c == '\t' || c >= ' ' && c < 0xd800 || c >= 0xe000 && c < 0xfffe || c > 0xffff;
                    escaped.append(isAllowed ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c));
                }
            }
        });
        return escaped.toString();
    }
}
