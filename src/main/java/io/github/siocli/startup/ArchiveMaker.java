package io.github.siocli.startup;

import io.github.siocli.terminal.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Creates the AOT caches or CDS archives from which the installed command starts, for the JDK that runs this program.
 *
 * <p>It runs the installed command against servers of sio, and the JVM records the classes that it loads meanwhile.
 */
public final class ArchiveMaker {

    /** True if this JDK has AOT caches, which hold linked classes; older ones have AppCDS. */
    private static final boolean HAS_AOT = Runtime.version().feature() >= 24;

    private static final int PARALLEL_RUNS = 2;
    private static final int TIMEOUT_SECONDS = 120;
    private static final String JAVA_OPTIONS_VARIABLE = "SIO_JAVA_OPTS";

    /** Keys typed at the prompt; they complete a prefix with one candidate and a prefix with several, and leave all prompts. */
    private static final String KEYS =
            "sleep 300ms\remi\t a {b: 1} --ack\rs\t\t\025status\rsleep 300ms\r\033[A\025exit\rexit\rexit\r";

    /** Rules of the servers: "a" is answered by an event and by an acknowledgement; "bye" closes the connection. */
    private static final List<String> RULES =
            List.of("-e", "on bye kick --close", "-e", "on a emit a $args", "-e", "on a ack $args");

    /** Tests that these servers pass, with two clients and the usual expectations. */
    private static final String TESTS = """
            test "both clients"
              client ada
              client bob
              ada: emit a {b: 1} --ack
              ada: expect ack --match '$1.b == 1'
              let sent = $1.b
              ada: expect a --match '$1 == {b: $sent}'
              bob: expect not a --for 1ms
            """;

    private static final int REMOVE_ATTEMPTS = 1_000;

    private final String sio;
    private final Path scratch;

    private ArchiveMaker(String sio, Path scratch) {
        this.sio = sio;
        this.scratch = scratch;
    }

    /**
     * Creates all archives.
     *
     * @param args the installed command, and its directory, which has the native library and gets the archives
     * @throws IOException if an archive cannot be created
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        unpackNativeLibrary(args[1]);
        Path scratch = Files.createTempDirectory("sio-archive");
        // Also removes the files if the process is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(scratch)));
        new ArchiveMaker(args[0], scratch).create(Path.of(args[1]));
    }

    /** Unpacks the library unless an installer has done it. */
    private static void unpackNativeLibrary(String directory) {
        System.setProperty(NativeLibrary.DIRECTORY, directory);
        if (Files.exists(Path.of(directory, NativeLibrary.fileName()))) {
            return;
        }
        try {
            NativeLibraryUnpacker.main(new String[] {directory});
        } catch (IOException unsupported) {
            // A platform without the library gets archives that do not need it.
        }
    }

    /** Removes a directory. Training runs that end at the same time may still write to it. */
    private static void remove(Path directory) {
        for (int attempt = 0; attempt < REMOVE_ATTEMPTS && Files.exists(directory); attempt++) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException changed) {
                Thread.onSpinWait();
            }
        }
    }

    private void create(Path target) throws IOException, InterruptedException {
        TlsFiles tls = TlsFiles.create(scratch);
        Path tests = Files.writeString(scratch.resolve("tests.sio"), TESTS);
        try (EventFloodServer flood = EventFloodServer.start();
                TrainingServer http = TrainingServer.start(sio, RULES);
                TrainingServer https = TrainingServer.start(
                        sio,
                        ArchiveProfile.append(
                                RULES,
                                "--cert",
                                tls.certificate().toString(),
                                "--key",
                                tls.key().toString()))) {
            TrainingEnvironment servers =
                    new TrainingEnvironment(http.url(), https.url(), tls.authority(), flood.url(), tests);
            createAll(servers, target);
        }
    }

    /** Creates the archives, two at the same time: a training run waits for servers and timers. */
    private void createAll(TrainingEnvironment servers, Path target) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL_RUNS);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (ArchiveProfile profile : ArchiveProfile.values()) {
                ArchiveMaker maker = new ArchiveMaker(sio, Files.createDirectory(scratch.resolve(profile.archive())));
                tasks.add(() -> {
                    maker.create(profile, servers, target);
                    return null;
                });
            }
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void create(ArchiveProfile profile, TrainingEnvironment servers, Path target)
            throws IOException, InterruptedException {
        new TrainingRun(profile.lines(servers)).write(scratch.resolve("lines"));
        String trainingRun = "-D" + TrainingRun.PROPERTY + "=lines";
        // File names are relative to the scratch directory, because SIO_JAVA_OPTS is split at the spaces of a path.
        if (HAS_AOT) {
            run(profile, trainingRun + " -XX:AOTMode=record -XX:AOTConfiguration=recorded");
            run(profile, "-XX:AOTMode=create -XX:AOTConfiguration=recorded -XX:AOTCache=archive");
        } else {
            run(profile, trainingRun + " -XX:ArchiveClassesAtExit=archive");
        }
        String name = profile.archive() + (HAS_AOT ? ".aot" : ".jsa");
        // The launcher must not find a part of the file.
        Path copy = target.resolve(name + ".new");
        Files.copy(scratch.resolve("archive"), copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, target.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        // An archive of the other kind was made by another version of Java.
        Files.deleteIfExists(target.resolve(profile.archive() + (HAS_AOT ? ".jsa" : ".aot")));
        Files.delete(scratch.resolve("archive"));
    }

    private void run(ArchiveProfile profile, String javaOptions) throws IOException, InterruptedException {
        // Without the native library there is no terminal, and a prompt finds the end of its input.
        if (profile.terminal().isEmpty() || !NativeLibrary.isLoaded()) {
            run(profile, javaOptions, new File("/dev/null"));
            return;
        }
        try (TrainingTerminal terminal = TrainingTerminal.open()) {
            terminal.type(KEYS);
            run(profile, javaOptions, terminal.device());
        }
    }

    private void run(ArchiveProfile profile, String javaOptions, File streams)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(sio, profile.command())
                .directory(scratch.toFile())
                .redirectInput(streams)
                .redirectOutput(streams)
                .redirectError(streams);
        Map<String, String> environment = builder.environment();
        environment.put(JAVA_OPTIONS_VARIABLE, javaOptions + " -Dsio.terminal=" + profile.terminal());
        environment.put("TERM", "xterm-256color");
        // The keys are not for the history of the user, and the profile is not for the user.
        environment.put("XDG_STATE_HOME", scratch.toString());
        environment.put("XDG_CONFIG_HOME", scratch.toString());
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the training run of sio " + profile.command() + " does not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    "the training run of sio " + profile.command() + " ended with " + process.exitValue());
        }
    }
}
