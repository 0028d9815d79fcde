package io.github.siocli.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real nginx on a port of 127.0.0.1, in front of other servers. */
public final class Nginx implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int TRIES = 5;
    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            worker_processes 1;
            pid nginx.pid;
            error_log error.log info;
            events {}
            http {
              log_format seen '$request | $status | $http_upgrade | $http_cookie';
              access_log access.log seen;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              map $http_upgrade $connection_upgrade { default upgrade; '' close; }
              %s
            }
            """;
    private static final String UPGRADE = "proxy_http_version 1.1; proxy_set_header Host $http_host;"
            + " proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;";

    private final Process process;
    private final Path directory;
    private final int port;

    private Nginx(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts nginx. Skips the test if nginx is not installed.
     *
     * @param configuration content of the block {@code http}: {@code PORT} is replaced by the address to listen on,
     *     and {@code UPGRADE;} by the directives that pass a websocket
     */
    public static Nginx start(String configuration) {
        Programs.required("nginx");
        for (int attempt = 1; ; attempt++) {
            try {
                return tryStart(configuration);
            } catch (PortTakenException e) {
                if (attempt == TRIES) {
                    throw new AssertionError("no free port for nginx", e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Nginx tryStart(String configuration) throws IOException, PortTakenException {
        Path directory = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "nginx");
        int port = freePort();
        Files.writeString(
                directory.resolve("nginx.conf"),
                CONFIGURATION.formatted(
                        configuration.replace("PORT", "127.0.0.1:" + port).replace("UPGRADE;", UPGRADE)));
        Process process = new ProcessBuilder(List.of(
                        Programs.find("nginx").orElseThrow().toString(),
                        "-p",
                        directory.toString(),
                        "-c",
                        "nginx.conf",
                        "-e",
                        "error.log"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
        Nginx nginx = new Nginx(process, directory, port);
        // Unlike the Node servers, nginx does not notice that this JVM has ended.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        nginx.awaitReady();
        return nginx;
    }

    /** nginx cannot choose a free port itself. */
    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, PortTakenException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                    String errors = read("output.txt") + read("error.log");
                    if (errors.contains("Address already in use")) {
                        throw new PortTakenException();
                    }
                    throw new AssertionError("nginx does not start:\n" + errors);
                }
            } catch (InterruptedException e) {
                close();
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while nginx started", e);
            }
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (IOException notYet) {
                // Checked again above, because it may have ended.
            }
        }
        close();
        throw new AssertionError("nginx does not listen:\n" + read("error.log"));
    }

    /** Returns the port. */
    public int port() {
        return port;
    }

    /** Returns the address without a scheme. */
    public String hostAndPort() {
        return "127.0.0.1:" + port;
    }

    /**
     * Returns the requests so far: request line, status, and the header fields Upgrade and Cookie, separated by bars.
     */
    public List<String> requests() {
        try {
            return read("access.log").lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a request. nginx logs it after it has ended, when its client already knows the response. */
    public void awaitRequest(Predicate<String> wanted) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (requests().stream().noneMatch(wanted)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no such request among\n" + String.join("\n", requests()));
            }
            try {
                if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("nginx has ended");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for a request", e);
            }
        }
    }

    private String read(String file) throws IOException {
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
