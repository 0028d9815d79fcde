package io.github.siocli.app;

import io.github.siocli.command.Program;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Failure;
import io.github.siocli.output.Environment;
import io.github.siocli.output.TerminalInfo;
import io.github.siocli.prompt.TerminalPrompts;
import io.github.siocli.render.FailureRenderer;
import io.github.siocli.render.TextStyle;
import io.github.siocli.startup.TrainingRun;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The composition root: streams in, exit code out. */
public final class Main {

    /** Set by the launcher where nothing but us runs in this JVM: no recorder, no agent. */
    private static final String HALT = "sio.halt";

    private Main() {}

    /**
     * Starts the program on the process's own streams.
     *
     * @throws IOException where there is a rehearsal, and it cannot be read
     */
    public static void main(String[] args) throws IOException {
        System.setProperty(SilentLogManager.PROPERTY, SilentLogManager.class.getName());
        // picocli would look for Groovy in each jar of the class path.
        System.setProperty("picocli.disable.closures", "true");
        // And it would look at a score of classes of the JDK, for types that no option has.
        System.setProperty("picocli.converters.excludes", "java.*");
        String rehearsal = System.getProperty(TrainingRun.PROPERTY);
        if (rehearsal != null) {
            TrainingRun.read(Path.of(rehearsal))
                    .run(words -> run(processEnvironment(new ProcessInterrupts(Main::abort)), words));
            return;
        }
        ProcessInterrupts interrupts = new ProcessInterrupts(Main::abort);
        Thread.setDefaultUncaughtExceptionHandler(interrupts);
        ExitCode code = run(processEnvironment(interrupts), args);
        // While the process is being ended from outside, its exit code is that of the signal.
        if (interrupts.finished()) {
            return;
        }
        if (Boolean.getBoolean(HALT)) {
            // An orderly shutdown starts threads for hooks that have nothing to do: everything is written.
            Runtime.getRuntime().halt(code.number());
        } else if (code != ExitCode.DONE) {
            System.exit(code.number());
        }
    }

    /** Ends the process although the program does not end. */
    private static void abort(Failure failure) {
        StringBuilder text = new StringBuilder();
        new FailureRenderer(TextStyle.PLAIN, 0).render(failure, text);
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyReads) {
            // The exit code still tells.
        }
        System.exit(failure.kind().exitCode().number());
    }

    /** Runs the whole program in a given environment, and returns how the process is to end. */
    public static ExitCode run(Environment environment, String... args) {
        return new Program(environment, Main::version, new TerminalPrompts()).run(args);
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    private static Environment processEnvironment(ProcessInterrupts interrupts) {
        List<String> terminals = List.of(System.getProperty("sio.terminal", "").split(","));
        return new Environment(
                // Unwrapped it would ask for its position, which a pipe does not have.
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                new TerminalInfo(
                        terminals.contains("stdin"),
                        terminals.contains("stdout"),
                        terminals.contains("stderr"),
                        new TerminalWidth()),
                variables(),
                Path.of("").toAbsolutePath(),
                new LocalClock(),
                interrupts);
    }

    /** The launcher may run Java in another locale than the user's, of which it tells. */
    private static Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        Optional.ofNullable(System.getProperty("sio.locale")).ifPresent(locale -> variables.put("LC_ALL", locale));
        return variables;
    }
}
