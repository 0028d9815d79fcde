package io.github.siocli.startup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the archives that the installed command starts from, for the JDK that runs this. Commands are run for real, against
 * servers of sio's own; what the JVM loads meanwhile is what the archive holds.
 */
public final class ArchiveMaker {

    /** Whether this JDK has AOT caches, which hold linked classes; before there was AppCDS. */
    private static final boolean HAS_AOT = Runtime.version().feature() >= 24;

    private static final int PATIENCE_SECONDS = 120;
    private static final String OPTIONS = "SIO_JAVA_OPTS";

    /** What is typed at the prompt: there is one name that begins so, and there are several. */
    private static final String KEYS =
            "sleep 300ms\remi\t a {b: 1} --ack\rs\t\t\025status\rsleep 300ms\r\033[A\025exit\r";

    /** Stands in for the program that makes a terminal raw: an installer need not have a terminal. */
    private static final String STTY = "#!/bin/sh\ncase $1 in -g) echo saved ;; size) echo 30 100 ;; esac\n";

    /** An event "a" is answered in each way, and for "bye" it is the server that closes the connection. */
    private static final List<String> RULES =
            List.of("-e", "on bye kick close", "-e", "on a emit a $args", "-e", "on a ack $args");

    private final String sio;
    private final Path scratch;

    private ArchiveMaker(String sio, Path scratch) {
        this.sio = sio;
        this.scratch = scratch;
    }

    /**
     * Makes them.
     *
     * @param args the installed command, and the directory to put them into
     * @throws IOException where one cannot be made
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("sio-archive");
        try {
            new ArchiveMaker(args[0], scratch).make(Path.of(args[1]));
        } finally {
            remove(scratch);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void make(Path target) throws IOException, InterruptedException {
        Files.createFile(
                scratch.resolve("stty"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(scratch.resolve("stty"), STTY);
        Files.writeString(scratch.resolve("keys"), KEYS);
        TlsFiles tls = TlsFiles.in(scratch);
        try (EventFloodServer flood = EventFloodServer.start();
                TrainingServer http = TrainingServer.start(sio, RULES);
                TrainingServer https = TrainingServer.start(
                        sio,
                        ArchiveProfile.with(
                                RULES,
                                "--cert",
                                tls.certificate().toString(),
                                "--key",
                                tls.key().toString()))) {
            TrainingEnvironment stage = new TrainingEnvironment(http.url(), https.url(), tls.authority(), flood.url());
            for (ArchiveProfile kind : ArchiveProfile.values()) {
                make(kind, stage, target);
            }
        }
    }

    private void make(ArchiveProfile kind, TrainingEnvironment stage, Path target)
            throws IOException, InterruptedException {
        new TrainingRun(kind.lines(stage)).write(scratch.resolve("lines"));
        String rehearsal = "-D" + TrainingRun.PROPERTY + "=lines";
        // Names of files are those of the scratch directory, as a path may have spaces, which divide the options.
        if (HAS_AOT) {
            run(kind, rehearsal + " -XX:AOTMode=record -XX:AOTConfiguration=seen");
            run(kind, "-XX:AOTMode=create -XX:AOTConfiguration=seen -XX:AOTCache=archive");
        } else {
            run(kind, rehearsal + " -XX:ArchiveClassesAtExit=archive");
        }
        String name = kind.archive() + (HAS_AOT ? ".aot" : ".jsa");
        // The launcher may look for it meanwhile.
        Path copy = target.resolve(name + ".new");
        Files.copy(scratch.resolve("archive"), copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, target.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(scratch.resolve("archive"));
    }

    private void run(ArchiveProfile kind, String options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(sio, kind.command())
                .directory(scratch.toFile())
                .redirectInput(scratch.resolve("keys").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.put(OPTIONS, options + " -Dsio.terminal=" + kind.terminal());
        environment.put("TERM", "xterm-256color");
        environment.merge("PATH", scratch.toString(), (path, first) -> first + File.pathSeparator + path);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the rehearsal of sio " + kind.command() + " does not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException("the rehearsal of sio " + kind.command() + " ended with " + process.exitValue());
        }
    }
}
