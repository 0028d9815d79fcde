package io.github.siocli.flood;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ServerAndTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that memory does not grow with the input, whether the output is read or not. */
class BackPressureIT {

    private static final int FLOOD = 1_000_000;
    private static final int BURST = 40_000;
    /** Pings of the client every 300 ms, for longer than pingInterval + pingTimeout of the server. */
    private static final int PINGS = 19;
    /** Pongs for longer than that: while the output is blocked, one is sent about every 1.5 s. */
    private static final int PONGS = 8;
    /** Heartbeat of a client of Engine.IO 3. */
    private static final String PING = "2";
    /** Heartbeat of a client of Engine.IO 4; the server pings. */
    private static final String PONG = "3";

    @Test
    void passesFloodThroughSmallHeap() throws Exception {
        try (NodeServer server = NodeServer.flood(FLOOD, 100);
                SmallProcess tail = SmallProcess.start(
                        "tail", server.url(), "--transport", "websocket", "--json", "--until", "end")) {
            for (int i = 0; i < FLOOD; i++) {
                assertThat(tail.line()).contains("\"args\":[" + i + ",");
            }
            assertThat(tail.line()).contains("\"event\":\"end\"");
            assertThat(tail.line()).isNull();
            assertThat(tail.exitCode()).isZero();
        }
    }

    /** The output is not read for longer than pingInterval + pingTimeout of the server. */
    @ParameterizedTest
    @EnumSource
    void stopsReadingWhileOutputIsNotReadAndLosesNothing(ServerAndTransport servers) throws Exception {
        loseNothing(servers);
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_5_WEBSOCKET", "V4_8_POLLING", "V4_8_WEBSOCKET"})
    void traceBlocksNeitherHeartbeatNorReading(ServerAndTransport servers, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("wire.log");
        loseNothing(servers, "--trace-file", file.toString());
        try (Stream<String> lines = Files.lines(file)) {
            assertThat(lines.filter(line -> line.contains(" sio  EVENT / \"data\"") && line.contains("←")))
                    .hasSize(BURST);
        }
    }

    private static void loseNothing(ServerAndTransport servers, String... more) throws Exception {
        String options = "{\"pingInterval\":300,\"pingTimeout\":5000,\"rawlog\":true}";
        try (NodeServer server = NodeServer.start(servers.version(), options);
                SmallProcess tail = SmallProcess.start(servers.args("tail", args(server, more)))) {
            assertThat(tail.line()).contains("\"event\":\"welcome\"");
            if (servers.version().eio() == 3) {
                awaitHeartbeats(server, PING, PINGS);
            } else {
                awaitHeartbeats(server, PONG, PONGS);
            }
            for (int i = 0; i < BURST; i++) {
                assertThat(tail.line()).contains("\"args\":[" + i + ",");
            }
            assertThat(tail.line()).isNull();
            assertThat(tail.exitCode()).isZero();
            assertThat(tail.err()).startsWith("connected to /").doesNotContain("disconnected");
        }
    }

    private static String[] args(NodeServer server, String... more) {
        Stream<String> args = Stream.of(
                server.url(), "--json", "-e", "emit burst " + BURST + " 300", "--count", String.valueOf(BURST + 1));
        return Stream.concat(args, Stream.of(more)).toArray(String[]::new);
    }

    private static void awaitHeartbeats(NodeServer server, String packet, int count) {
        AtomicInteger seen = new AtomicInteger();
        server.awaitLog(
                line -> line.contains("\"raw\":\"" + packet + "\"") && seen.incrementAndGet() == count,
                Duration.ofSeconds(60));
    }
}
