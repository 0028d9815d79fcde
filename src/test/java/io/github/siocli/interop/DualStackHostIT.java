package io.github.siocli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerVersion;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks a host name with both addresses, ::1 and 127.0.0.1, and a server at one of them. Runs in its own process,
 * because Java reads the names file only with an option at its start.
 */
@Timeout(60)
class DualStackHostIT {

    private static final String HOST = "two-faced.test";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"127.0.0.1,polling", "127.0.0.1,websocket", "::1,polling", "::1,websocket"})
    void findsTheServedAddress(String address, String transport) throws IOException, InterruptedException {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"host\":\"" + address + "\"}")) {
            Process emit = emit(server.port(), transport);
            assertThat(text(emit)).isEqualTo("1\n");
            assertThat(emit.waitFor()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void namesBothAddressesIfNeitherIsServed(String transport) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Process emit = emit(port, transport);
        assertThat(text(emit).replace(":" + port, ":PORT"))
                .matches(
                        "sio: TCP: nothing listens on (127.0.0.1:PORT and \\[::1]:PORT|\\[::1]:PORT and 127.0.0.1:PORT)"
                                + " \\(connection refused\\)\n"
                                + "     try: start the server or correct the port; a container must publish its port\n");
        assertThat(emit.waitFor()).isEqualTo(3);
    }

    private Process emit(int port, String transport) throws IOException {
        Path hosts = Files.writeString(directory.resolve("hosts"), "::1 " + HOST + "\n127.0.0.1 " + HOST + "\n");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                Path.of("target", "sio.jar") + File.pathSeparator + Path.of("target", "lib", "*"),
                "io.github.siocli.app.Main"));
        command.addAll(List.of("emit", "--transport", transport, "http://" + HOST + ":" + port, "ack", "1", "--ack"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("no_proxy", "*");
        return builder.start();
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
