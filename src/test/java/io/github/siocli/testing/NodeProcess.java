package io.github.siocli.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A Node process that runs a script of {@code src/test/npm}, and its output lines. */
final class NodeProcess implements AutoCloseable {

    private static final Path SCRIPTS = Path.of("src/test/npm").toAbsolutePath();
    private static final Duration TIME_TO_LEAVE = Duration.ofSeconds(5);
    private static final Duration SYNC_LIMIT = Duration.ofSeconds(30);

    /** Beginning of a line that {@code fixture.js} prints back. */
    static final String SYNC = "{\"sync\":";

    private final String command;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Transcript errors = new Transcript();
    private final AtomicInteger syncs = new AtomicInteger();
    private boolean silent;

    private NodeProcess(String command, Process process) {
        this.command = command;
        this.process = process;
    }

    static NodeProcess start(String script, String... args) {
        if (!Files.exists(SCRIPTS.resolve("node_modules/.prepared"))) {
            throw new AssertionError("the npm packages are missing: run src/test/npm/prepare");
        }
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(args));
        try {
            Process process =
                    new ProcessBuilder(command).directory(SCRIPTS.toFile()).start();
            NodeProcess node = new NodeProcess(String.join(" ", command), process);
            node.onThread(node::readLines, "stdout");
            node.onThread(node::readErrors, "stderr");
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void onThread(Runnable task, String stream) {
        Thread thread = new Thread(task, stream + " of node " + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    private void readLines() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            // The output of a killed process ends; the flag below reports that.
        }
        synchronized (lines) {
            silent = true;
            lines.notifyAll();
        }
    }

    private void readErrors() {
        try (var stream = process.getErrorStream()) {
            stream.transferTo(errors);
        } catch (IOException e) {
            // The output ends, as above.
        }
    }

    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Waits for the first line that matches. Earlier lines count. */
    String awaitLine(Predicate<String> wanted, Duration limit) {
        int[] seen = {0};
        Optional<String> found = Await.until(
                lines,
                limit,
                () -> {
                    while (seen[0] < lines.size()) {
                        String line = lines.get(seen[0]++);
                        if (wanted.test(line)) {
                            return Optional.of(Optional.of(line));
                        }
                    }
                    return silent ? Optional.of(Optional.<String>empty()) : Optional.empty();
                },
                () -> "no such line in " + limit + describe());
        return found.orElseThrow(() -> new AssertionError("it ended without such a line" + describe()));
    }

    /**
     * Waits until the output of a process that uses {@code fixture.js} is read up to now, or to its end if the process
     * ends meanwhile.
     */
    void awaitOutput() {
        String sync = SYNC + syncs.incrementAndGet() + "}";
        try {
            write(sync);
        } catch (IOException ended) {
            // Its output still has to be read.
        }
        Await.until(
                lines,
                SYNC_LIMIT,
                () -> silent || lines.contains(sync) ? Optional.of(true) : Optional.empty(),
                () -> "no answer in " + SYNC_LIMIT + describe());
    }

    void writeLine(String line) {
        try {
            write(line);
        } catch (IOException e) {
            throw new AssertionError("cannot write" + describe(), e);
        }
    }

    private void write(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills the process and waits until it has ended. */
    void kill() {
        process.destroyForcibly();
        await(TIME_TO_LEAVE);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It had ended before.
        }
        if (!await(TIME_TO_LEAVE)) {
            kill();
        }
    }

    private boolean await(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private String describe() {
        return "\n%s printed:\n%s\nand on stderr:\n%s".formatted(command, String.join("\n", lines()), errors.text());
    }
}
