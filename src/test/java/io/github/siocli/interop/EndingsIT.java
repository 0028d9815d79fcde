package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DISCONNECTED;
import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.ServerAndTransport;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks how open sessions end, and what is reported. */
class EndingsIT {

    private static final String CLOSED = "sio: Socket.IO: disconnected: the server closed the session (";
    private static final String SILENT =
            "sio: Socket.IO: disconnected: no heartbeat from the server: a dead link or a blocked server (no heartbeat for 600 ms)\n";

    private static String closing(String transport) {
        return transport.equals("polling") ? "close packet" : "close frame without a code";
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void recognisesServerThatReceivesNoPong(String transport) {
        try (NodeServer server = NodeServer.broken("lost-pongs-4.8")) {
            Sio.Result result = Sio.run("tail", "--transport", transport, "--no-reconnect", "-s", server.url());
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err())
                    .isEqualTo(CLOSED + closing(transport)
                            + ", its pingTimeout of 300 ms after its last ping: pongs do not reach it)\n");
            server.awaitLog("\"reason\":\"ping timeout\"");
        }
    }

    /** In Engine.IO 3 both sides time out at the same moment, and either may be first. */
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void recognisesServerThatReceivesNoPing(String transport) {
        try (NodeServer server = NodeServer.broken("lost-pings-2.5")) {
            Sio.Result result = Sio.run("tail", "--transport", transport, "--no-reconnect", "-s", server.url());
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err())
                    .isIn(
                            SILENT,
                            SILENT.replace(")\n", "; " + closing(transport) + ")\n"),
                            CLOSED + closing(transport)
                                    + ", its pingInterval and pingTimeout of 600 ms after the last packet of the client:"
                                    + " pings do not reach it)\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"no-ping-4.8,polling", "no-ping-4.8,websocket", "no-pong-2.5,polling", "no-pong-2.5,websocket"})
    void reportsMissingHeartbeatWithTime(String kind, String transport) {
        try (NodeServer server = NodeServer.broken(kind)) {
            Sio.Result result = Sio.run("tail", "--transport", transport, "--no-reconnect", "-s", server.url());
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err()).isEqualTo(SILENT);
        }
    }

    /** The library receives packets while a payload is being read; they must not hide that the server is silent. */
    @Test
    void reportsMissingHeartbeatIfPollResponseStops() {
        try (NodeServer server = NodeServer.broken("stalled-poll")) {
            Sio.Result result = Sio.run("tail", "--transport", "polling", "--no-reconnect", "-s", server.url());
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err()).isEqualTo(SILENT);
            server.awaitLog("\"log\":\"stalled\"");
        }
    }

    /** The reader of the first session still waits for the rest of its payload when the next session begins. */
    @Test
    void reconnectsAfterStoppedPoll() {
        try (NodeServer server = NodeServer.broken("stalled-poll")) {
            Sio.Result result = Sio.run("tail", "--transport", "polling", "--count", "2", "-s", server.url());
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.out().lines()).hasSize(2).allMatch(line -> line.contains("welcome"));
        }
    }

    /**
     * The packet arrives in another form than it was sent. Servers 2.5 do not close over polling while an event of
     * theirs is being sent.
     */
    @ParameterizedTest
    @CsvSource({"truncated-event-4.8,polling", "truncated-event-4.8,websocket", "truncated-event-2.5,websocket"})
    void namesEventForWhichTheServerCloses(String kind, String transport) {
        try (NodeServer server = NodeServer.broken(kind)) {
            Sio.Result result = Sio.run("emit", "--transport", transport, server.url(), "hi", "1", "--ack");
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err())
                    .isEqualTo(
                            CLOSED + closing(transport)
                                    + ", right after the client's event \"hi\" of 10 bytes: it may have failed to parse it); 1 acknowledgement is missing\n");
            server.awaitLog("\"log\":\"connection\"");
            // There is no automatic retry.
            server.awaitLog("\"log\":\"connection\"");
            assertThat(count(server, "\"log\":\"connection\"")).isEqualTo(1);
        }
    }

    /** The server times out first. */
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void reportsMiddlewareThatHangs(String transport) {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"connectTimeout\":2100}")) {
            Sio.Result result = Sio.run("emit", "--transport", transport, server.url("/silent"), "hi");
            assertThat(result).isEqualTo(new Sio.Result(NOT_CONNECTED, "", """
                    sio: Socket.IO: the session ended before the namespace /silent was joined (HOW)
                         try: check that its middleware calls next(), and read the server's log
                    """.replace("HOW", closing(transport))));
            server.awaitLog("\"log\":\"silent\"");
            assertThat(count(server, "\"log\":\"silent\"")).isEqualTo(1);
        }
    }

    /** The server would close a client that sends no CONNECT. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V4_8_.*")
    void keepsSessionOpenForNamespaceOtherThanRoot(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), "{\"connectTimeout\":400}")) {
            Sio.Result result = Sio.run(servers.args("tail", server.url("/chat"), "--idle", "900ms", "--no-reconnect"));
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(server.log()).noneMatch(line -> line.contains("\"reason\":\"forced close\""));
        }
    }

    @Test
    void namesOverlappingPolls() {
        try (NodeServer server = NodeServer.broken("repeated-polls")) {
            Sio.Result result = Sio.run("tail", "--transport", "polling", "--no-reconnect", "-s", server.url());
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err())
                    .contains("(the server refused a poll: another poll of this session is open"
                            + " (400 Bad Request))\n");
        }
    }

    /** A POST without a response may have arrived and is not sent again. */
    @ParameterizedTest
    @ValueSource(strings = {"emit", "tail"})
    void reportsUnansweredPostWithoutRepeatingIt(String command) {
        try (NodeServer server = NodeServer.broken("cut-posts")) {
            List<String> event = command.equals("emit") ? List.of("hi", "--ack") : List.of("-s");
            String[] args = Stream.concat(Stream.of(command, "--transport", "polling", server.url()), event.stream())
                    .toArray(String[]::new);
            Sio.Result result = Sio.run(args);
            assertThat(result.code()).isEqualTo(NOT_CONNECTED);
            assertThat(result.err()
                            .replace(":" + server.port(), ":PORT")
                            .replaceAll("\\((end of stream|Connection reset|Broken pipe)\\)", "(CUT)"))
                    .isEqualTo("""
                            sio: TCP: 127.0.0.1:PORT closed the connection during the session, without a response (CUT)
                                 try: check the server and the proxy; nothing was sent twice; --transport websocket needs one connection
                            """);
            // The DISCONNECT may still be sent.
            server.awaitLog("\"body\":\"40");
            assertThat(count(server, "\"body\":\"40")).isEqualTo(1);
        }
    }

    /** A client that the server disconnected does not reconnect. */
    @ParameterizedTest
    @EnumSource(names = {"V2_5_POLLING", "V2_5_WEBSOCKET", "V4_8_POLLING", "V4_8_WEBSOCKET"})
    void doesNotReconnectAfterDisconnectionByTheServer(ServerAndTransport servers) {
        for (boolean close : new boolean[] {false, true}) {
            try (NodeServer server = servers.start();
                    RunningProgram tail = Sio.start(servers.args("tail", server.url(), "--reconnect", "5"))) {
                tail.awaitOut("welcome");
                server.kick("/", close);
                Sio.Result result = tail.exit();
                assertThat(result.code()).isEqualTo(DISCONNECTED);
                assertThat(result.err())
                        .endsWith("\nsio: Socket.IO: disconnected: the server disconnected this socket\n");
                server.awaitLog("\"log\":\"connection\"");
                assertThat(count(server, "\"log\":\"connection\"")).isEqualTo(1);
            }
        }
    }

    private static long count(NodeServer server, String part) {
        return server.log().stream().filter(line -> line.contains(part)).count();
    }
}
