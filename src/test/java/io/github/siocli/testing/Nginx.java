package io.github.siocli.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A real nginx on a port of 127.0.0.1, in front of other servers. */
public final class Nginx implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
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

    private final ListeningProcess process;

    private Nginx(ListeningProcess process) {
        this.process = process;
    }

    /**
     * Starts nginx. Skips the test if nginx is not installed.
     *
     * @param configuration content of the block {@code http}: {@code PORT} is replaced by the address to listen on,
     *     and {@code UPGRADE;} by the directives that pass a websocket
     */
    public static Nginx start(String configuration) {
        return new Nginx(ListeningProcess.start("nginx", (directory, port) -> {
            Files.writeString(
                    directory.resolve("nginx.conf"),
                    CONFIGURATION.formatted(
                            configuration.replace("PORT", "127.0.0.1:" + port).replace("UPGRADE;", UPGRADE)));
            return List.of("-p", directory.toString(), "-c", "nginx.conf", "-e", "error.log");
        }));
    }

    /** Returns the port. */
    public int port() {
        return process.port();
    }

    /** Returns the address without a scheme. */
    public String hostAndPort() {
        return "127.0.0.1:" + port();
    }

    /**
     * Returns the requests so far: request line, status, and the header fields Upgrade and Cookie, separated by bars.
     */
    public List<String> requests() {
        try {
            return process.read("access.log").lines().toList();
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
            if (process.hasEnded()) {
                throw new AssertionError("nginx has ended");
            }
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
