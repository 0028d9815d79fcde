package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DISCONNECTED;
import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.INTERRUPTED;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.ServerAndTransport;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks lost connections, over every transport. */
class ReconnectIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    @ParameterizedTest
    @MethodSource(ServerAndTransport.WITH_PARSERS)
    void tailReconnectsAndShowsLostConnection(ServerAndTransport servers, String parser) {
        try (NodeServer server = servers.start(parser);
                RunningProgram tail = start(
                        servers,
                        "tail",
                        server.url(),
                        "-n",
                        "/",
                        "-n",
                        "/chat",
                        "-e",
                        "emit echo 1",
                        "--parser",
                        parser)) {
            tail.awaitOut("<- / echo 1\n");
            tail.awaitOut("<- /chat echo 1\n");
            dropUntilNoticed(servers, server, tail);
            tail.awaitErr("disconnected from /: ");
            tail.awaitErr("disconnected from /chat: ");
            tail.awaitErr("reconnecting in ");
            tail.awaitErr(" s (attempt 1)\n");
            server.awaitLog(line -> line.contains("\"args\":[1]") && connections(server) >= 4, PATIENCE);
            server.emit("/chat", "[\"after\",2]");
            // The lines of each connection were run again.
            assertThat(tail.awaitOut("<- /chat after 2\n")).containsSubsequence("/ echo 1", "welcome", "/ echo 1");
            assertThat(tail.interrupt().exit().code()).isEqualTo(INTERRUPTED);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V(2_5|4_8)_.*")
    void tailReconnectsAfterRestartOfTheServer(ServerAndTransport servers) {
        NodeServer first = servers.start();
        try (RunningProgram tail = start(servers, "tail", first.url(), "-e", "emit noack 1", "--until", "again")) {
            tail.awaitOut("welcome");
            first.awaitLog("\"event\":\"noack\"");
            first.kill();
            tail.awaitErr("reconnecting in ");
            tail.awaitErr("could not connect: TCP: nothing listens on 127.0.0.1:" + first.port()
                    + " (connection refused)\n"
                    + "  try: start the server or correct the port; a container must publish its port\n");
            tail.awaitErr("(attempt 2)\n");
            try (NodeServer second = NodeServer.start(servers.version(), "{\"port\":" + first.port() + "}")) {
                second.awaitLog("\"event\":\"noack\"", PATIENCE);
                second.emit("/", "[\"again\"]");
                tail.awaitOut("<- again\n");
                // It was sent again, so that it does not matter what the first server has received.
                assertThat(tail.exit().code()).isEqualTo(DONE);
                // A hint is printed once.
                assertThat(tail.err().split("a container must publish", -1)).hasSize(2);
            }
        } finally {
            first.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWithLostConnectionIfReconnectionIsOff(ServerAndTransport servers) {
        try (NodeServer server = servers.start();
                RunningProgram tail = start(servers, "tail", server.url(), "--no-reconnect")) {
            tail.awaitOut("welcome");
            dropUntilNoticed(servers, server, tail);
            Sio.Result result = tail.exit();
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err())
                    // Over polling the server may report an unknown session.
                    .containsPattern(
                            "\nsio: Socket.IO: disconnected: the connection (was lost without a close:|failed)")
                    .doesNotContain("reconnecting");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V(2_5|4_8)_.*")
    void givesUpAfterTheLastAttempt(ServerAndTransport servers) {
        NodeServer server = servers.start();
        try (RunningProgram tail = start(servers, "tail", server.url(), "--reconnect", "2")) {
            tail.awaitOut("welcome");
            server.kill();
            Sio.Result result = tail.exit();
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err())
                    .contains("(attempt 1 of 2)\n", "(attempt 2 of 2)\n")
                    .endsWith("""
                    sio: Socket.IO: gave up reconnecting after 2 attempts
                         try: --reconnect N sets the number of attempts
                    """);
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V(2_5|4_8)_.*")
    void triesFirstConnectionOnceByDefault(ServerAndTransport servers) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Sio.Result once = Sio.run(servers.args("tail", ":" + port));
        assertThat(once.code()).isEqualTo(NOT_CONNECTED);
        assertThat(once.err()).startsWith("sio: TCP: nothing listens on 127.0.0.1:" + port);
        Sio.Result twice = Sio.run(servers.args("tail", ":" + port, "--reconnect", "1"));
        assertThat(twice.code()).isEqualTo(NOT_CONNECTED);
        assertThat(twice.err())
                .contains("could not connect: TCP:", "(attempt 1 of 1)", "\nsio: TCP: nothing listens on");
        try (RunningProgram tail = start(servers, "tail", ":" + port, "--reconnect", "10", "-c", "1")) {
            tail.awaitErr("(attempt 1 of 10)");
            try (NodeServer server = NodeServer.start(servers.version(), "{\"port\":" + port + "}")) {
                assertThat(tail.exit().code()).isEqualTo(DONE);
                assertThat(tail.out()).contains("welcome");
                assertThat(server.isAlive()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void emitFailsWithLostConnectionUnlessReconnectIsSet(ServerAndTransport servers) {
        try (NodeServer server = servers.start();
                RunningProgram emit = start(servers, "emit", server.url(), "noack", "--ack-timeout", "30s")) {
            server.awaitLog("\"event\":\"noack\"");
            dropUntilNoticed(servers, server, emit);
            Sio.Result result = emit.exit();
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err()).contains("; 1 acknowledgement is missing\n");
        }
    }

    private static RunningProgram start(ServerAndTransport servers, String command, String... rest) {
        return Sio.with().limit(PATIENCE).start(servers.args(command, rest));
    }

    /** A session survives a cut between two polls. A cut during an upgrade is noticed only by the heartbeat. */
    private static void dropUntilNoticed(ServerAndTransport servers, NodeServer server, RunningProgram program) {
        if (servers.transports().contains(",")) {
            server.awaitLog("\"log\":\"upgrade\"");
        }
        boolean ended;
        boolean noticed;
        do {
            server.drop();
            ended = program.hasEnded();
            noticed = program.errHolds("disconnected", A_MOMENT);
        } while (!noticed && !ended);
        assertThat(noticed).as(program.err()).isTrue();
    }

    private static long connections(NodeServer server) {
        return server.log().stream()
                .filter(line -> line.contains("\"log\":\"connection\""))
                .count();
    }
}
