package io.github.siocli.testing;

import java.nio.file.Files;
import java.util.List;

/** A real HAProxy on a port of 127.0.0.1, in front of other servers. */
public final class Haproxy implements AutoCloseable {

    private static final String CONFIGURATION = """
            defaults
              mode http
              timeout connect 10s
              timeout client 60s
              timeout server 60s
              timeout tunnel 60s
            """;

    private final ListeningProcess process;

    private Haproxy(ListeningProcess process) {
        this.process = process;
    }

    /**
     * Starts HAProxy. Skips the test if it is not installed.
     *
     * @param configuration the sections; {@code PORT} is replaced by the address to listen on
     */
    public static Haproxy start(String configuration) {
        return new Haproxy(ListeningProcess.start("haproxy", (directory, port) -> {
            Files.writeString(
                    directory.resolve("haproxy.cfg"),
                    CONFIGURATION + configuration.replace("PORT", "127.0.0.1:" + port));
            return List.of("-db", "-f", "haproxy.cfg");
        }));
    }

    /** Returns the address without a scheme. */
    public String hostAndPort() {
        return "127.0.0.1:" + process.port();
    }

    @Override
    public void close() {
        process.close();
    }
}
