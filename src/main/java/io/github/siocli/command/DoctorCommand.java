package io.github.siocli.command;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.DoctorOptions;
import io.github.siocli.command.option.DoctorOptions.DoctorConfig;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.CheckRunner;
import io.github.siocli.doctor.DoctorSettings;
import io.github.siocli.doctor.check.Doctor;
import io.github.siocli.doctor.check.Doctor.Examination;
import io.github.siocli.doctor.result.CheckResult;
import io.github.siocli.doctor.result.Summary;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Renderers;
import io.github.siocli.output.Screen;
import io.github.siocli.profile.ProfileOptions;
import io.github.siocli.profile.SecretReferences;
import io.github.siocli.render.CheckRenderer;
import io.github.siocli.render.MarkdownReport;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.text.Utf8Builder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sio doctor URL}: checks every layer of a connection, and says what to change. */
final class DoctorCommand implements Command {

    private final DoctorOptions checks = new DoctorOptions();
    private final ConnectionOptions connection = new ConnectionOptions(false);
    private final OutputOptions output = new OutputOptions();

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String summary() {
        return "Check every layer of a connection, and say what to change";
    }

    @Override
    public void prepare(List<String> words, Environment environment) {
        SessionWarmUp.start(words);
    }

    @Override
    public CommandSpec model() {
        List<OptionGroup> groups = new ArrayList<>();
        groups.add(checks);
        groups.addAll(connection.groups());
        groups.add(new ProfileOptions());
        groups.add(output);
        return CommandModels.command(
                name(),
                summary(),
                List.of(CommandModels.parameter("0", "URL", "1", CommandTexts.URL)),
                groups,
                "  sio doctor :3000/chat",
                "  sio doctor https://example.org -a token=@t.txt --origin https://app.example",
                "  sio doctor https://example.org --report report.md",
                "  sio doctor :3000 --json | jq 'select(.status == \"failed\")'");
    }

    @Override
    public CommandResult run(ParseResult parsed, Environment environment) throws FailureException {
        InputReader inputs =
                new InputReader(environment.directory(), environment.in(), new SecretReferences(environment));
        String url = parsed.matchedPositionalValue(0, "");
        ConnectOptions connect = connection.read(parsed, url, inputs, environment.variables());
        ConnectionOptions.requireTls(parsed, connect);
        DoctorConfig config = checks.read(parsed, inputs);
        OutputConfig outputConfig = output.read(parsed, inputs, environment.variables());
        for (String name : List.of("--raw", "--format", "--timestamps", "--lifecycle", "--redact", "--no-redact")) {
            if (OptionSpecs.isSet(parsed, name)) {
                throw UsageErrors.error(name + " has no effect on sio doctor", "--json, or the text for people");
            }
        }
        DoctorSettings settings = new DoctorSettings(
                new DoctorSettings.UrlReading(
                        ConnectionOptions.urlNamespace(parsed, url), connection.notes(parsed, url)),
                config.origins(),
                config.handshakes().orElse(DoctorSettings.DEFAULT_HANDSHAKES),
                config.hold(),
                connection.proxySource(parsed, url, environment.variables()),
                config.follow());
        Renderers renderers = new Renderers(environment, outputConfig);
        Thread caller = Thread.currentThread();
        environment.interrupts().onInterrupt(caller::interrupt);
        try (Screen screen = Screen.open(environment, outputConfig, renderers.data(false, false), renderers.status())) {
            ResultPrinter printer = new ResultPrinter(screen, renderers);
            Examination examination = Doctor.examine(connect, settings, config.strict(), environment.clock(), printer);
            printer.print(examination.summary());
            if (config.report().isPresent()) {
                write(config.report().get(), connect, examination);
            }
            return new CommandResult(examination.summary().exitCode(), Optional.empty());
        } catch (InterruptedException e) {
            return CommandResult.INTERRUPTED;
        }
    }

    private static void write(Path file, ConnectOptions options, Examination examination) throws FailureException {
        String title = options.endpoint().url() + " " + String.join(" ", options.namespaces());
        try {
            Files.writeString(file, MarkdownReport.render(title, examination.results(), examination.summary()));
        } catch (IOException e) {
            throw new FailureException(Failure.of(FailureKind.FILE_UNWRITABLE, file.toString(), IoErrorText.of(e)), e);
        }
    }

    /** Prints each result, and the names of the running checks if a person watches. */
    private static final class ResultPrinter implements CheckRunner.Listener {

        private final Screen screen;
        private final CheckRenderer renderer;
        private final boolean showsProgress;
        private String progress = "";

        private ResultPrinter(Screen screen, Renderers renderers) {
            this.screen = screen;
            this.renderer = renderers.checks();
            this.showsProgress = renderers.isErrorTerminal() && !renderers.isSilent();
        }

        @Override
        public void running(List<CheckModel> checks) throws FailureException {
            progress = checks.isEmpty()
                    ? ""
                    : "checking " + checks.stream().map(CheckModel::title).collect(Collectors.joining(", "));
            showProgress();
        }

        private void showProgress() throws FailureException {
            if (showsProgress) {
                screen.showProgress(progress);
            }
        }

        @Override
        public void ended(CheckResult result) throws FailureException {
            Utf8Builder lines = new Utf8Builder();
            renderer.render(result, lines);
            screen.printData(lines.toString());
            showProgress();
        }

        private void print(Summary summary) throws FailureException {
            Utf8Builder lines = new Utf8Builder();
            renderer.render(summary, lines);
            screen.printData(lines.toString());
        }
    }
}
