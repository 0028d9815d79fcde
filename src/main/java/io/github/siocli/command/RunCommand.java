package io.github.siocli.command;

import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.MisplacedPort;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.OutputOptions.DataSettings;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.OutputOptions.OutputFormat;
import io.github.siocli.command.option.RunOptions;
import io.github.siocli.command.option.RunOptions.RunConfig;
import io.github.siocli.command.option.ShellOptions;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.TraceEvent.Level;
import io.github.siocli.expression.Value;
import io.github.siocli.net.trace.TraceSettings.TraceChoice;
import io.github.siocli.output.Display;
import io.github.siocli.output.Environment;
import io.github.siocli.output.NotesDisplay;
import io.github.siocli.output.Renderers;
import io.github.siocli.output.Screen;
import io.github.siocli.output.ScriptDisplay;
import io.github.siocli.output.StandardStreams;
import io.github.siocli.output.Styles;
import io.github.siocli.profile.ProfileOptions;
import io.github.siocli.profile.SecretReferences;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.Clients;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.LineValues;
import io.github.siocli.shell.ShellSettings;
import io.github.siocli.shell.StopCondition;
import io.github.siocli.shell.server.BehaviorConfig;
import io.github.siocli.shell.server.ListenOptions;
import io.github.siocli.shell.server.RuleSet;
import io.github.siocli.shell.server.ServerContext;
import io.github.siocli.shell.verb.ClientVerbs;
import io.github.siocli.suite.ConsoleReporter;
import io.github.siocli.suite.JsonReporter;
import io.github.siocli.suite.JunitReporter;
import io.github.siocli.suite.Reporter;
import io.github.siocli.suite.Suite;
import io.github.siocli.suite.SuiteParser;
import io.github.siocli.suite.SuiteRunner;
import io.github.siocli.suite.TapReporter;
import io.github.siocli.suite.TestDeadline;
import io.github.siocli.suite.TestRecorder;
import io.github.siocli.suite.TestResult;
import io.github.siocli.suite.TestResult.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sio run FILE…}: runs files with tests, and reports their results. */
final class RunCommand implements Command {

    private static final String DEFAULT_URL = "http://localhost:3000";

    private final RunOptions run = new RunOptions();

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String summary() {
        return "Run test files with several clients and expectations";
    }

    @Override
    public void prepare(List<String> words, Environment environment) {
        SessionWarmUp.start(words);
    }

    @Override
    public CommandSpec model() {
        List<OptionGroup> groups = new ArrayList<>();
        groups.add(run);
        groups.add(new ShellOptions());
        groups.addAll(new ConnectionOptions(true).groups());
        groups.add(new ProfileOptions());
        groups.add(new OutputOptions());
        return CommandModels.command(
                name(),
                summary(),
                List.of(CommandModels.parameter(
                        "0..*", "FILE", "1..*", "File with lines and tests; - for standard input")),
                groups,
                "  sio run rooms.sio --url http://localhost:3000 --junit out.xml",
                "  sio run contract.sio --serve api.rules",
                "  sio run *.sio --var user=ada --grep login --retry 1");
    }

    @Override
    public CommandResult run(ParseResult parsed, Environment processEnvironment) throws FailureException {
        // The exit code is a verdict on all tests, which must not depend on who reads the output.
        Environment environment = processEnvironment.withDiscardingOutput();
        InputReader inputs =
                new InputReader(environment.directory(), environment.in(), new SecretReferences(environment));
        RunConfig config = run.read(parsed, inputs);
        if (config.rules().isEmpty()) {
            return run(config, config.url().orElse(DEFAULT_URL), parsed, inputs, environment);
        }
        RuleSet rules = RuleSet.read(List.of(config.rules().get()), List.of(), inputs);
        FilterConfig all = new FilterConfig(List.of(), List.of());
        ServeConfig serve = new ServeConfig(
                environment,
                ListenOptions.local().withRecovery(),
                BehaviorConfig.of(rules, environment.variables()),
                all,
                new EventFilter(all),
                OutputConfig.QUIET);
        NotesDisplay nothing = new NotesDisplay();
        try (ServerContext server = serve.start(nothing, StopCondition.never(), () -> {})) {
            return run(config, server.url(), parsed, inputs, environment.withoutProxies());
        }
    }

    private static CommandResult run(
            RunConfig config, String url, ParseResult parsed, InputReader inputs, Environment environment)
            throws FailureException {
        ShellSettings settings = ClientSettings.read(url, parsed, inputs, environment);
        OutputConfig output = settings.output();
        Display display = display(output, environment);
        TestDeadline deadline = new TestDeadline();
        TestRecorder recorder = new TestRecorder(config.reports().recordings().orElse(null), output.redaction());
        Clients clients = new Clients(
                settings,
                display,
                environment.clock(),
                new EventFilter(new FilterConfig(List.of(), List.of())),
                deadline,
                recorder,
                () -> {});
        try (Screen screen = Screen.open(environment, output, (event, out) -> {}, (event, out) -> {})) {
            if (config.reports().recordings().isPresent()) {
                clients.first().traceSettings().choose(new TraceChoice(EnumSet.allOf(Level.class), false));
            }
            LineValues values = new LineValues(environment.valueSources(), true);
            setVariables(config.variables(), url, values, inputs);
            Interpreter<ClientContext> interpreter = new Interpreter<>(clients, ClientVerbs.ALL, inputs, values);
            List<Suite> suites = new ArrayList<>();
            SuiteParser parser = new SuiteParser(inputs, interpreter);
            List<String> files = parsed.matchedPositionalValue(0, List.of());
            for (String file : files) {
                requireFile(file, inputs);
                suites.add(parser.parse(file));
            }
            if (!output.silent()) {
                List<String> notes =
                        suites.stream().flatMap(suite -> suite.notes().stream()).toList();
                screen.showNotes(notes, new Renderers(environment, output));
            }
            Thread runner = Thread.currentThread();
            environment.interrupts().onInterrupt(runner::interrupt);
            if (config.waitForServer().isPresent()) {
                ServerWait.await(clients, config.waitForServer().get());
            }
            List<TestResult> results = new SuiteRunner(
                            interpreter,
                            clients,
                            new SuiteRunner.Settings(
                                    config.tests().grep(),
                                    config.tests().timeout(),
                                    config.tests().retries(),
                                    config.tests().bail()),
                            deadline,
                            environment.clock(),
                            reporters(config, output, screen, environment),
                            recorder)
                    .run(suites);
            return result(results, config);
        } catch (InterruptedException e) {
            clients.first().checkOutput();
            return interrupted("; no test was run");
        } finally {
            clients.close();
        }
    }

    /** Refuses a URL and a directory in the place of a file. */
    private static void requireFile(String name, InputReader inputs) throws FailureException {
        Path path = inputs.path(name);
        if (MisplacedPort.isUrl(name) && !Files.exists(path)) {
            throw UsageErrors.error("\"" + name + "\" is a URL, not a file", "--url " + name);
        }
        if (Files.isDirectory(path)) {
            throw UsageErrors.error(name + " is a directory", "sio run " + name.replaceFirst("/+$", "") + "/*.sio");
        }
    }

    /** Returns the display of the events: on standard error with {@code -v}, none otherwise. */
    private static Display display(OutputConfig output, Environment environment) throws FailureException {
        if (output.verbosity() == 0) {
            return new NotesDisplay();
        }
        StandardStreams streams = environment.streams();
        Environment onError = new Environment(
                new StandardStreams(streams.in(), streams.err(), streams.err()),
                environment.terminal(),
                environment.variables(),
                environment.directory(),
                environment.clock(),
                environment.interrupts());
        return ScriptDisplay.open(
                onError,
                new OutputConfig(
                        DataSettings.DEFAULT,
                        output.silent(),
                        output.verbosity(),
                        output.colors(),
                        output.redaction()));
    }

    private static void setVariables(Map<String, String> variables, String url, LineValues values, InputReader inputs)
            throws FailureException {
        values.set("url", Value.text(url));
        ArgumentReader arguments = new ArgumentReader(inputs);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (!LineValues.isVariableName(variable.getKey())) {
                throw UsageErrors.error(
                        "\"" + variable.getKey() + "\" of --var cannot be a variable",
                        "letters and digits, such as --var room=7");
            }
            values.set(variable.getKey(), Value.argument(arguments.read(List.of(variable.getValue())), 1));
        }
    }

    private static List<Reporter> reporters(
            RunConfig config, OutputConfig output, Screen screen, Environment environment) throws FailureException {
        List<Reporter> reporters = new ArrayList<>();
        if (config.reports().junit().isPresent()) {
            reporters.add(new JunitReporter(config.reports().junit().get()));
        }
        if (config.reports().tap()) {
            reporters.add(new TapReporter(screen));
        } else if (output.data().format() == OutputFormat.JSON) {
            reporters.add(new JsonReporter(screen));
        } else {
            boolean terminal =
                    environment.terminal().out() && output.data().file().isEmpty();
            boolean showsProgress =
                    new Renderers(environment, output).isErrorTerminal() && terminal && !output.silent();
            reporters.add(
                    new ConsoleReporter(screen, Styles.of(environment, terminal, output.colors()), showsProgress));
        }
        return reporters;
    }

    private static CommandResult interrupted(TestResult test, int notRun) {
        String tests = notRun == 1 ? " test" : " tests";
        return interrupted(" in \"" + test.name() + "\"" + (notRun == 0 ? "" : "; " + notRun + tests + " not run"));
    }

    private static CommandResult interrupted(String details) {
        return new CommandResult(ExitCode.INTERRUPTED, Optional.of(Failure.of(FailureKind.INTERRUPTED, details)));
    }

    /** Returns the result of the run, with the exit code of the first failure, which is reported already. */
    private static CommandResult result(List<TestResult> results, RunConfig config) throws FailureException {
        List<TestResult> fromInterrupt = results.stream()
                .dropWhile(result -> result.status() != Status.INTERRUPTED)
                .toList();
        if (!fromInterrupt.isEmpty()) {
            return interrupted(fromInterrupt.get(0), fromInterrupt.size() - 1);
        }
        Optional<Failure> first = results.stream()
                .flatMap(result -> result.problem().stream())
                .findFirst()
                .map(TestResult.Problem::failure);
        if (first.isPresent()) {
            return new CommandResult(first.get().kind().exitCode(), Optional.empty());
        }
        if (results.stream().allMatch(result -> result.status() == Status.SKIPPED)) {
            String grep = config.tests().grep();
            String why = !results.isEmpty()
                    ? ": all are skipped"
                    : grep.isEmpty() ? "" : ": no name contains \"" + grep + "\"";
            throw UsageErrors.error(
                    "no test was run" + why, "test \"NAME\" begins a test; --grep TEXT selects tests by their names");
        }
        return CommandResult.DONE;
    }
}
