package io.github.siocli.command;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.command.option.FilterOptions.FilterConfig;
import io.github.siocli.command.option.OutputOptions.ColorChoice;
import io.github.siocli.command.option.OutputOptions.DataSettings;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.OutputOptions.OutputFormat;
import io.github.siocli.command.option.StopOptions.StopLimits;
import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.doctor.CheckModel;
import io.github.siocli.doctor.CheckRunner;
import io.github.siocli.doctor.DoctorSettings;
import io.github.siocli.doctor.Secrets;
import io.github.siocli.doctor.check.Doctor;
import io.github.siocli.doctor.check.Doctor.Examination;
import io.github.siocli.doctor.result.CheckResult;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.TraceEvent.Level;
import io.github.siocli.input.IoErrorText;
import io.github.siocli.net.trace.TraceSettings.TraceChoice;
import io.github.siocli.output.Environment;
import io.github.siocli.output.Renderers;
import io.github.siocli.output.Screen;
import io.github.siocli.render.FailureRenderer;
import io.github.siocli.render.JsonCheckRenderer;
import io.github.siocli.render.JsonRenderer;
import io.github.siocli.render.MarkdownReport;
import io.github.siocli.render.RedactingRenderer;
import io.github.siocli.render.TextStyle;
import io.github.siocli.secret.Redaction;
import io.github.siocli.shell.NamespaceStates;
import io.github.siocli.text.Utf8Builder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects the facts of {@code sio report} about a server: the checks of {@code sio doctor}, and a short session. */
final class ServerReport {

    /** A server may send any number of events; the first ones tell enough. */
    private static final int MOST_EVENTS = 1000;

    private static final int MOST_BYTES = 8 << 20;

    /**
     * The session that is recorded.
     *
     * @param actions what the client does besides listening
     * @param urlNamespace the namespace that is the path of the URL; empty if the URL has none
     * @param duration its time limit
     */
    record SessionSettings(TailPlan.Actions actions, Optional<String> urlNamespace, Duration duration) {}

    private final ConnectOptions options;
    private final Environment environment;
    private final Redaction redaction;
    private final Secrets secrets;

    /**
     * @param secrets masks secrets of the options in everything that is reported
     * @param redaction the members of payloads that are masked
     */
    ServerReport(ConnectOptions options, Secrets secrets, Redaction redaction, Environment environment) {
        this.options = options;
        this.secrets = secrets;
        this.redaction = redaction;
        this.environment = environment;
    }

    /** Adds the results of all checks. */
    void addChecks(DoctorSettings settings, ReportArchive archive) throws FailureException, InterruptedException {
        Examination examination = Doctor.examine(options, settings, false, environment.clock(), new NoListener());
        String title = options.endpoint().url() + " " + String.join(" ", options.namespaces());
        Utf8Builder json = new Utf8Builder();
        JsonCheckRenderer renderer = new JsonCheckRenderer(TextStyle.PLAIN, false);
        examination.results().forEach(result -> renderer.render(result, json));
        renderer.render(examination.summary(), json);
        archive.add(
                "doctor.md", secrets.mask(MarkdownReport.render(title, examination.results(), examination.summary())));
        archive.add("doctor.ndjson", secrets.mask(json.toString()));
    }

    /**
     * Runs a session, and adds its trace, its recording and its failure.
     *
     * @return the failure; empty if the session was connected until the end
     * @throws InterruptedException if the user interrupts it
     */
    Optional<Failure> addSession(SessionSettings settings, ReportArchive archive)
            throws FailureException, InterruptedException {
        Path directory = null;
        try {
            directory = Files.createTempDirectory("sio-report");
            Path recording = directory.resolve("recording.ndjson");
            Path trace = directory.resolve("trace.txt");
            Optional<Failure> failure = run(settings, recording, trace);
            archive.add("trace.txt", secrets.mask(text(trace)));
            archive.add("recording.ndjson", secrets.mask(text(recording)));
            if (failure.isPresent()) {
                Utf8Builder text = new Utf8Builder();
                new FailureRenderer(TextStyle.PLAIN, 1).render(failure.get(), text);
                archive.add("failure.txt", secrets.mask(text.toString()));
            }
            return failure;
        } catch (IOException e) {
            throw new FailureException(
                    Failure.of(FailureKind.FILE_UNWRITABLE, "a temporary file", IoErrorText.of(e)), e);
        } finally {
            delete(directory);
        }
    }

    private Optional<Failure> run(SessionSettings settings, Path recording, Path trace)
            throws FailureException, InterruptedException {
        OutputConfig output = new OutputConfig(
                new DataSettings(
                        OutputFormat.JSON, Optional.empty(), Optional.empty(), false, true, Optional.of(recording)),
                true,
                0,
                ColorChoice.AUTOMATIC,
                redaction);
        Renderers renderers = new Renderers(environment, output);
        TraceSelection tracing =
                new TraceSelection(new TraceChoice(EnumSet.allOf(Level.class), false), Optional.of(trace));
        StopLimits limits = new StopLimits(
                OptionalInt.of(MOST_EVENTS), Optional.empty(), Optional.empty(), Optional.of(settings.duration()));
        try (Screen screen = Screen.open(
                        environment,
                        output,
                        RedactingRenderer.of(new JsonRenderer(true), redaction),
                        (event, out) -> {});
                TraceOutput traceOutput = TraceOutput.open(tracing, screen, renderers)) {
            CommandResult result = new SessionRunner(environment, screen, renderers, traceOutput)
                    .run(
                            options,
                            context -> new TailPlan(
                                    NamespaceStates.of(
                                            options, settings.urlNamespace().orElse(null)),
                                    context,
                                    options.namespaces(),
                                    settings.actions(),
                                    limits,
                                    new FilterConfig(List.of(), List.of()),
                                    true));
            if (result.equals(CommandResult.INTERRUPTED)) {
                throw new InterruptedException();
            }
            return result.failure().filter(failure -> failure.kind() != FailureKind.WAIT_TIMEOUT);
        }
    }

    /** Returns the first lines of a file; empty if it does not exist. */
    private static String text(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1);
        }
    }

    private static void delete(Path directory) {
        if (directory == null) {
            return;
        }
        for (String name : List.of("recording.ndjson", "trace.txt", "")) {
            try {
                Files.deleteIfExists(directory.resolve(name));
            } catch (IOException e) {
                // The system removes old files of its temporary directory.
            }
        }
    }

    /** Ignores the progress of the checks. */
    private static final class NoListener implements CheckRunner.Listener {

        @Override
        public void running(List<CheckModel> checks) {
            // The results are reported together.
        }

        @Override
        public void ended(CheckResult result) {
            // The results are reported together.
        }
    }
}
