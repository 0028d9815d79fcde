package io.github.siocli.flood;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the program with a heap of 64 MiB, whose output is read only when the test reads it. */
final class SmallProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final Path err;

    private SmallProcess(Process process, Path err) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.err = err;
    }

    static SmallProcess start(String... args) throws IOException {
        return start(ProcessBuilder.Redirect.PIPE, args);
    }

    /** Starts a process with a file or a device as standard input. */
    static SmallProcess start(ProcessBuilder.Redirect in, String... args) throws IOException {
        Path err = Files.createTempFile("sio-small", ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.siocli.app.Main"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(in).redirectError(err.toFile());
        // A proxy of the network cannot reach local servers.
        builder.environment().put("no_proxy", "*");
        return new SmallProcess(builder.start(), err);
    }

    /** Reads a line; null at the end. */
    String line() throws IOException {
        return out.readLine();
    }

    /** Returns standard error so far. */
    String err() throws IOException {
        return Files.readString(err);
    }

    /** Sends SIGTERM and waits for the end. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /** Waits for the end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the process did not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        Files.deleteIfExists(err);
    }
}
