package io.github.siocli.command.option;

import io.github.siocli.event.FailureException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options for the tests of {@code sio run}: which are run, against which server, and how they are reported. */
public final class RunOptions implements OptionGroup {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_RETRIES = 100;

    /**
     * Settings of a run.
     *
     * @param url URL of the server; empty for the default
     * @param rules file with the rules of a server of our own; empty for another server
     * @param waitForServer time to wait for the server; empty to wait for nothing
     * @param variables variables of the lines, as text
     * @param tests which tests are run, and how
     * @param reports the reports
     */
    public record RunConfig(
            Optional<String> url,
            Optional<String> rules,
            Optional<Duration> waitForServer,
            Map<String, String> variables,
            TestConfig tests,
            ReportConfig reports) {}

    /**
     * Which tests are run, and how.
     *
     * @param grep text in the names of the tests; empty for all tests
     * @param timeout time limit of a test
     * @param retries number of further attempts of a test that fails
     * @param bail true to stop after the first test that fails
     */
    public record TestConfig(String grep, Duration timeout, int retries, boolean bail) {}

    /**
     * The reports of a run.
     *
     * @param junit file for JUnit XML
     * @param tap true for TAP on standard output
     * @param recordings directory for recordings and traces of tests that fail
     */
    public record ReportConfig(Optional<Path> junit, boolean tap, Optional<Path> recordings) {}

    @Override
    public String title() {
        return "Tests";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.value("URL", "Server (default: http://localhost:3000)", "--url"),
                OptionSpecs.value("FILE", "Run sio serve with a rule file, on a free port", "--serve"),
                OptionSpecs.value("TIME", "Wait until the server accepts connections", "--wait-for-server"),
                OptionSpecs.values("NAME=VALUE", "Variable, which lines call $NAME; repeatable", "--var"),
                OptionSpecs.value("TEXT", "Only tests whose name contains the text", "--grep"),
                OptionSpecs.value("TIME", "Time limit of a test (default: 30s; 0: none)", "--timeout"),
                OptionSpecs.value("N", "Run a test that fails up to N times more", "--retry"),
                OptionSpecs.flag("Stop after the first test that fails", "--bail"),
                OptionSpecs.value("FILE", "Write JUnit XML", "--junit"),
                OptionSpecs.flag("Write TAP 14 on standard output", "--tap"),
                OptionSpecs.value("DIR", "Keep recordings and traces of failed tests", "--record"));
    }

    /**
     * Reads the options.
     *
     * @throws FailureException if an option is invalid
     */
    public RunConfig read(ParseResult parsed, InputReader inputs) throws FailureException {
        Optional<String> url = OptionSpecs.text(parsed, "--url");
        Optional<String> rules = OptionSpecs.text(parsed, "--serve");
        if (url.isPresent() && rules.isPresent()) {
            throw UsageErrors.error("--serve runs a server of its own, and --url names another one", "one of them");
        }
        if (OptionSpecs.isSet(parsed, "--tap") && OptionSpecs.isSet(parsed, "--json")) {
            throw UsageErrors.error("--tap and --json both write to standard output", "one of them");
        }
        for (String name : List.of("--raw", "--format", "--timestamps", "--pretty", "--lifecycle")) {
            if (OptionSpecs.isSet(parsed, name)) {
                throw UsageErrors.error(
                        name + " has no effect on the results of tests", "--json, --tap or --junit FILE");
            }
        }
        Optional<String> retries = OptionSpecs.text(parsed, "--retry");
        return new RunConfig(
                url,
                rules,
                DurationReader.read(parsed, "--wait-for-server"),
                variables(OptionSpecs.texts(parsed, "--var")),
                new TestConfig(
                        OptionSpecs.text(parsed, "--grep").orElse(""),
                        DurationReader.readLimit(parsed, "--timeout").orElse(TIMEOUT),
                        retries.isEmpty() ? 0 : CountReader.between("--retry", retries.get(), 0, MAX_RETRIES),
                        OptionSpecs.isSet(parsed, "--bail")),
                new ReportConfig(
                        path(OptionSpecs.text(parsed, "--junit"), inputs),
                        OptionSpecs.isSet(parsed, "--tap"),
                        path(OptionSpecs.text(parsed, "--record"), inputs)));
    }

    private static Optional<Path> path(Optional<String> name, InputReader inputs) throws FailureException {
        return name.isEmpty() ? Optional.empty() : Optional.of(inputs.path(name.get()));
    }

    private static Map<String, String> variables(List<String> pairs) throws FailureException {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw UsageErrors.error("--var takes NAME=VALUE, not \"" + pair + "\"", "--var room=7");
            }
            variables.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return variables;
    }
}
