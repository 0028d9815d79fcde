package io.github.siocli.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that listens on a port of 127.0.0.1, with a directory for its files. It ends with {@link #close()} or with
 * this JVM.
 */
final class ListeningProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int TRIES = 5;
    private static final String OUTPUT = "output.txt";

    private final String name;
    private final Process process;
    private final Path directory;
    private final int port;

    private ListeningProcess(String name, Process process, Path directory, int port) {
        this.name = name;
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /** Writes the configuration of the program, and returns its arguments. */
    interface Preparation {
        List<String> prepare(Path directory, int port) throws IOException;
    }

    /** Starts a program on a free port, which the program cannot choose itself. Skips the test if it is not installed. */
    static ListeningProcess start(String name, Preparation preparation) {
        Programs.required(name);
        for (int attempt = 1; ; attempt++) {
            try {
                return tryStart(name, preparation);
            } catch (PortTakenException e) {
                if (attempt == TRIES) {
                    throw new AssertionError("no free port for " + name, e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static ListeningProcess tryStart(String name, Preparation preparation)
            throws IOException, PortTakenException {
        Path directory = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()),
                Path.of(name).getFileName().toString());
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Programs.find(name).orElseThrow().toString());
        command.addAll(preparation.prepare(directory, port));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(OUTPUT).toFile())
                .start();
        ListeningProcess started = new ListeningProcess(name, process, directory, port);
        // Unlike the Node servers, the program does not notice that this JVM has ended.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        started.awaitReady();
        return started;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, PortTakenException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            if (hasEnded()) {
                String errors = read(OUTPUT) + read("error.log");
                if (errors.contains("Address already in use")) {
                    throw new PortTakenException();
                }
                throw new AssertionError(name + " does not start:\n" + errors);
            }
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (IOException notYet) {
                // Checked again above, because it may have ended.
            }
        }
        close();
        throw new AssertionError(name + " does not listen:\n" + read(OUTPUT) + read("error.log"));
    }

    /** Returns true if the program has ended; waits for a moment before. */
    boolean hasEnded() {
        try {
            return process.waitFor(5, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + name, e);
        }
    }

    int port() {
        return port;
    }

    /** Returns the content of a file in the directory of the program; empty if it does not exist. */
    String read(String file) throws IOException {
        Path path = directory.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another program has taken the port. */
    private static final class PortTakenException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
