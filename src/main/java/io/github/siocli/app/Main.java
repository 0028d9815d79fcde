package io.github.siocli.app;

import io.github.siocli.command.BuildInfo;
import io.github.siocli.command.Program;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Failure;
import io.github.siocli.output.Environment;
import io.github.siocli.output.StandardStreams;
import io.github.siocli.output.TerminalInfo;
import io.github.siocli.output.WindowsConsole;
import io.github.siocli.prompt.TerminalPrompts;
import io.github.siocli.startup.TrainingRun;
import io.github.siocli.terminal.TerminalWidth;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Starts the program: creates its environment from the process, runs it, and ends the process with its exit code. */
public final class Main {

    /** System property that the launcher sets if no recorder or agent runs in this JVM. */
    private static final String HALT = "sio.halt";

    private Main() {}

    /**
     * Starts the program on the streams of the process.
     *
     * @throws IOException if the JVM is to do a training run, and its file cannot be read
     */
    public static void main(String[] args) throws IOException {
        System.setProperty(SilentLogManager.PROPERTY, SilentLogManager.class.getName());
        // Otherwise picocli looks for Groovy in every jar of the class path.
        System.setProperty("picocli.disable.closures", "true");
        // Otherwise picocli loads about twenty JDK classes for types that no option has.
        System.setProperty("picocli.converters.excludes", "java.*");
        String trainingRun = System.getProperty(TrainingRun.PROPERTY);
        if (trainingRun != null) {
            TrainingRun.read(Path.of(trainingRun)).run(words -> run(processEnvironment(interrupts(words)), words));
            return;
        }
        ProcessInterrupts interrupts = interrupts(args);
        Thread.setDefaultUncaughtExceptionHandler(interrupts);
        ExitCode code = run(processEnvironment(interrupts), args);
        if (interrupts.finish()) {
            // A signal ends the process, and determines its exit code.
            return;
        }
        if (Boolean.getBoolean(HALT)) {
            // All output is written, and an orderly shutdown would start threads for hooks that have nothing to do.
            Runtime.getRuntime().halt(code.number());
        } else if (code != ExitCode.DONE) {
            System.exit(code.number());
        }
    }

    private static ProcessInterrupts interrupts(String... args) {
        return new ProcessInterrupts(fault -> faultReporter(args).report(fault), fault -> abort(fault, args));
    }

    private static FaultReporter faultReporter(String... args) {
        return new FaultReporter(new FileOutputStream(FileDescriptor.err), args);
    }

    /** Ends the process after an exception, if the program does not end by itself. */
    private static void abort(Throwable fault, String... args) {
        faultReporter(args).reportLast(fault);
        System.exit(Failure.ofThrowable(fault).kind().exitCode().number());
    }

    /** Runs the whole program in an environment, and returns its exit code. */
    public static ExitCode run(Environment environment, String... args) {
        return new Program(environment, Main::build, new TerminalPrompts()).run(args);
    }

    private static BuildInfo build() {
        // The jar of sio is the first on the class path.
        try (InputStream in = Main.class.getResourceAsStream("/" + JarFile.MANIFEST_NAME)) {
            return BuildInfo.of(in == null ? new Manifest() : new Manifest(in));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar of sio cannot be read", e);
        }
    }

    private static Environment processEnvironment(ProcessInterrupts interrupts) {
        List<String> terminals = List.of(terminals().split(","));
        StandardStreams streams = new StandardStreams(
                // A bare FileInputStream would ask for its file position, which a pipe does not have.
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
        TerminalInfo terminal = new TerminalInfo(
                terminals.contains("stdin"),
                terminals.contains("stdout"),
                terminals.contains("stderr"),
                // Text is folded on standard output or, if that is no terminal, on standard error.
                new TerminalWidth(terminals.contains("stdout") ? 1 : 2, System.getenv("COLUMNS")));
        return new Environment(
                WindowsConsole.wrap(streams, terminal, System.getProperty("os.name", "")),
                terminal,
                variables(),
                Path.of("").toAbsolutePath(),
                new LocalClock(),
                interrupts);
    }

    /** Returns the standard streams that are terminals. The launcher of Windows cannot find out, and leaves it to the JVM. */
    private static String terminals() {
        String terminals = System.getProperty("sio.terminal", "");
        if (!terminals.equals("auto")) {
            return terminals;
        }
        return System.console() == null ? "" : "stdin,stdout,stderr";
    }

    /** Returns the environment variables, with the user's locale if the launcher replaced it for Java. */
    private static Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        Optional.ofNullable(System.getProperty("sio.locale")).ifPresent(locale -> variables.put("LC_ALL", locale));
        return variables;
    }
}
