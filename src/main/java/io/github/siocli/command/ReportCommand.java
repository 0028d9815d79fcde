package io.github.siocli.command;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.command.option.ArgumentReader;
import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.ExecOptions;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.OutputOptions.ColorChoice;
import io.github.siocli.command.option.OutputOptions.DataSettings;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.ReportOptions;
import io.github.siocli.command.option.ReportOptions.ReportConfig;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.doctor.DoctorSettings;
import io.github.siocli.doctor.Secrets;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Renderers;
import io.github.siocli.output.Screen;
import io.github.siocli.profile.ProfileOptions;
import io.github.siocli.profile.SecretReferences;
import io.github.siocli.render.Durations;
import io.github.siocli.render.Renderer;
import io.github.siocli.shell.CommandModels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code sio report [URL]}: writes an archive for a bug report, with the version, facts about the system, the checks of
 * {@code sio doctor}, and trace and recording of a short session. It contains no secrets.
 */
final class ReportCommand implements Command {

    private static final DateTimeFormatter FILE_NAME =
            DateTimeFormatter.ofPattern("'sio-report-'yyyyMMdd-HHmmss'.zip'", Locale.ROOT);

    private final Supplier<BuildInfo> build;
    private final ReportOptions options = new ReportOptions();
    private final ExecOptions exec = new ExecOptions();
    private final ConnectionOptions connection = new ConnectionOptions(false);

    /** @param build supplies the version */
    ReportCommand(Supplier<BuildInfo> build) {
        this.build = build;
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String summary() {
        return "Write an archive for a bug report, without secrets";
    }

    @Override
    public void prepare(List<String> words, Environment environment) {
        SessionWarmUp.start(words);
    }

    @Override
    public CommandSpec model() {
        List<OptionGroup> groups = new ArrayList<>();
        groups.add(options);
        groups.add(exec);
        groups.addAll(connection.groups());
        groups.add(new ProfileOptions());
        return CommandModels.command(
                name(),
                summary(),
                List.of(CommandModels.parameter("0", "URL", "0..1", CommandTexts.URL)),
                groups,
                "  sio report :3000/chat",
                "  sio report https://example.org -a token=@env:TOKEN -o bug.zip",
                "  sio report :3000 -e 'emit order:create {sku: 7} --ack' --duration 2s",
                "  sio report                           version and system only");
    }

    @Override
    public CommandResult run(ParseResult parsed, Environment environment) throws FailureException {
        InputReader inputs =
                new InputReader(environment.directory(), environment.in(), new SecretReferences(environment));
        ReportConfig config = options.read(parsed, inputs);
        Path file = config.file().orElseGet(() -> environment.directory().resolve(defaultName(environment.clock())));
        if (!config.overwrites() && Files.exists(file)) {
            throw ReportArchive.exists(file);
        }
        OutputConfig output = new OutputConfig(
                DataSettings.DEFAULT,
                false,
                0,
                ColorChoice.AUTOMATIC,
                OutputOptions.redaction(parsed, environment.variables()));
        Renderer nothing = (event, out) -> {};
        Thread caller = Thread.currentThread();
        environment.interrupts().onInterrupt(caller::interrupt);
        try (Screen screen = Screen.open(environment, output, nothing, nothing)) {
            Notes notes = new Notes(screen, new Renderers(environment, output));
            ReportArchive archive = new ReportArchive();
            BuildInfo info = build.get();
            archive.add("version.txt", "sio " + info.version() + System.lineSeparator() + info.details());
            archive.add("environment.txt", SystemFacts.text(parsed, environment));
            addServer(archive, config, parsed, inputs, environment, notes);
            // The session has its own action for interrupts.
            environment.interrupts().onInterrupt(caller::interrupt);
            notes.show(file.getFileName() + " will contain:", archive.list());
            if (!config.isConfirmed() && !confirms(environment)) {
                notes.show("nothing was written", List.of());
                return CommandResult.INTERRUPTED;
            }
            archive.write(file, environment.clock().instant(), config.overwrites());
            notes.show("wrote " + file, List.of());
            return CommandResult.DONE;
        } catch (InterruptedException e) {
            return CommandResult.INTERRUPTED;
        }
    }

    private static String defaultName(Clock clock) {
        return FILE_NAME.format(ZonedDateTime.now(clock));
    }

    /** Notes on standard error. */
    private record Notes(Screen screen, Renderers renderers) {

        private void show(String note, List<String> lines) throws FailureException {
            List<String> all = new ArrayList<>(List.of(note));
            all.addAll(lines);
            screen.showNotes(all, renderers);
        }
    }

    /** Adds checks and session of the server, if the command line names one. */
    private void addServer(
            ReportArchive archive,
            ReportConfig config,
            ParseResult parsed,
            InputReader inputs,
            Environment environment,
            Notes notes)
            throws FailureException, InterruptedException {
        String url = parsed.matchedPositionalValue(0, "");
        if (url.isEmpty()) {
            if (OptionSpecs.isSet(parsed, "--exec")) {
                throw UsageErrors.error("--exec needs the URL of a server", "sio report :3000 -e 'emit hello'");
            }
            return;
        }
        ConnectOptions connect = connection.read(parsed, url, inputs, environment.variables());
        ConnectionOptions.requireTls(parsed, connect);
        ArgumentReader arguments = new ArgumentReader(inputs);
        List<Emission> emissions = new ArrayList<>();
        for (String line : exec.lines(parsed)) {
            emissions.add(ExecLine.parse(line, connect.namespaces(), arguments, environment.valueSources()));
        }
        TailPlan.Actions actions = new TailPlan.Actions(emissions, exec.autoAck(parsed, arguments));
        Optional<String> urlNamespace = ConnectionOptions.urlNamespace(parsed, url);
        DoctorSettings checks = DoctorSettings.of(
                urlNamespace,
                connection.notes(parsed, url),
                connection.proxySource(parsed, url, environment.variables()));
        Secrets secrets = new Secrets(connect);
        inputs.referencedValues().forEach(secrets::add);
        ServerReport report =
                new ServerReport(connect, secrets, notes.renderers().redaction(), environment);
        notes.show("checking " + connect.endpoint().url(), List.of());
        report.addChecks(checks, archive);
        notes.show("recording events for " + Durations.text(config.duration()), List.of());
        Optional<Failure> failure =
                report.addSession(new ServerReport.SessionSettings(actions, urlNamespace, config.duration()), archive);
        if (failure.isPresent()) {
            notes.show("the session failed: " + secrets.mask(failure.get().message()), List.of());
        }
    }

    /** Asks the user at a terminal. Without a terminal, the answer is yes. */
    private static boolean confirms(Environment environment) throws InterruptedException {
        if (!environment.terminal().in() || !environment.terminal().err()) {
            return true;
        }
        FutureTask<String> answer = new FutureTask<>(() -> {
            environment.printError("write it? [Y/n] ");
            return readLine(environment.in());
        });
        // Reading cannot be interrupted.
        Thread reader = new Thread(answer, "sio-answer");
        reader.setDaemon(true);
        reader.start();
        try {
            String word = answer.get().strip().toLowerCase(Locale.ROOT);
            return word.isEmpty() || word.equals("y") || word.equals("yes");
        } catch (ExecutionException e) {
            return false;
        }
    }

    /** Returns a line of ASCII text; at the end of the input, one that declines. */
    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return line.isEmpty() ? "n" : line.toString();
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
