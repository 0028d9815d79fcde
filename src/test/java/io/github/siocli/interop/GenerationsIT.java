package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DISCONNECTED;
import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.REFUSED;
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
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that servers of both generations of Engine.IO work alike, and that the generation is detected. */
class GenerationsIT {

    private static final String PAYLOAD = "{\"k\":\"é€😀\"}";
    private static final List<String> TRANSPORTS = List.of("polling", "websocket", "polling,websocket");

    /** Includes text that is not ASCII, from 1.x over polling too. */
    @ParameterizedTest
    @EnumSource
    void emitPrintsTheSameForBothGenerations(ServerAndTransport servers) {
        Sio.Result result = Sio.run(servers.args("emit", servers.shared().url(), "echo", PAYLOAD, "--ack"));
        assertThat(result).isEqualTo(new Sio.Result(DONE, PAYLOAD + "\n", ""));
    }

    @ParameterizedTest
    @EnumSource
    void tailPrintsTheSameForBothGenerations(ServerAndTransport servers) {
        Sio.Result result = Sio.run(servers.args(
                "tail", servers.shared().url(), "-e", "emit echo " + PAYLOAD, "-e", "emit binary", "-c", "3"));
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(result.out().replaceAll("\"sid\":\"[^\"]+\"", "\"sid\":\"SID\""))
                .isEqualTo("""
                        <- welcome {"sid":"SID"}
                        <- echo {"k":"é€😀"}
                        <- binary {"name":"file","data":<binary 3 bytes: 01 02 03>,"parts":[<binary 2 bytes: 68 69>,\
                        {"deep":<binary 0 bytes>}]} <binary 1 byte: ff>
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void marksEventsOfRootThatWasNotRequested(ServerAndTransport servers) {
        Sio.Result result = Sio.run(servers.args(
                "tail",
                servers.shared().url("/chat"),
                "-e",
                "emit elsewhere /",
                "-e",
                "emit echo 1",
                "--until",
                "echo",
                "--json",
                "--lifecycle"));
        assertThat(result.code()).isEqualTo(DONE);
        assertThat(result.out())
                .contains("\"event\":\"welcome\"", "\"event\":\"echo\"")
                .doesNotContain("bad_packet");
        assertThat(result.out().lines().filter(line -> line.contains("\"event\":\"elsewhere\",\"args\":[{")))
                .allMatch(line -> line.contains("\"type\":\"not_joined\",\"nsp\":\"/\",\"packet\":\"event\""));
    }

    @ParameterizedTest
    @EnumSource
    void usesTheSessionThatDetectedTheGeneration(ServerAndTransport servers) {
        try (NodeServer server = servers.start()) {
            Sio.Result result = Sio.run(servers.args("tail", server.url(), "-c", "1", "--json", "--lifecycle"));
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.out().lines().findFirst().orElseThrow())
                    .contains(
                            "\"type\":\"open\"",
                            "\"eio\":" + servers.version().eio() + ",\"server\":\"" + family(servers));
            assertThat(server.awaitLog("\"log\":\"close\"")).doesNotContain("ping timeout");
            assertThat(count(server, "\"log\":\"connection\"")).isEqualTo(1);
            assertThat(count(server, "\"log\":\"close\"")).isEqualTo(1);
        }
    }

    private static String family(ServerAndTransport servers) {
        boolean polling = servers.transports().startsWith("polling");
        return switch (servers.version()) {
            case V1_7 -> polling ? "Socket.IO 1.x\"" : "Socket.IO 1.x or 2.x\"";
            case V2_5 -> polling ? "Socket.IO 2.x\"" : "Socket.IO 1.x or 2.x\"";
            case V3_1 -> "Socket.IO 3.x or 4.x\"";
            case V4_8 -> "Socket.IO 4.5 or newer\"";
        };
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V[12]_.*")
    void skipsDetectionIfTheGenerationIsGiven(ServerAndTransport servers) {
        Sio.Result result =
                Sio.run(servers.args("emit", servers.shared().url("/chat"), "ack", PAYLOAD, "--ack", "--eio", "3"));
        assertThat(result).isEqualTo(new Sio.Result(DONE, PAYLOAD + "\n", ""));
    }

    @Test
    void prefersEngineIo4IfTheServerSupportsBoth() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"allowEIO3\":true}")) {
            for (String transport : TRANSPORTS) {
                String found = opening(server, transport);
                assertThat(found).contains("Engine.IO 4, Socket.IO 4.5 or newer");
                String asked = opening(server, transport, "--eio", "3", "-n", "/admin", "-a", "token=s3cret");
                assertThat(asked).contains("Engine.IO 3, Socket.IO 4.x with allowEIO3", "connected to /admin");
            }
        }
    }

    private static String opening(NodeServer server, String transport, String... options) {
        String[] args = Stream.concat(
                        Stream.of("tail", "--transport", transport, server.url(), "-c", "1", "-v"), Stream.of(options))
                .toArray(String[]::new);
        Sio.Result result = Sio.run(args);
        assertThat(result.code()).isEqualTo(DONE);
        return result.err();
    }

    @ParameterizedTest
    @CsvSource({"polling", "websocket", "'polling,websocket'"})
    void triesEngineIo3IfTheServerRefusesEngineIo4(String transport) {
        try (NodeServer server = NodeServer.broken("eio3-only")) {
            assertThat(opening(server, transport)).contains("Engine.IO 3, Socket.IO 1.x or 2.x");
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsSessionAliveWithHeartbeats(ServerVersion version) {
        String options = "{\"pingInterval\":300,\"pingTimeout\":3000,\"rawlog\":true}";
        List<NodeServer> servers = TRANSPORTS.stream()
                .map(transport -> NodeServer.start(version, options))
                .toList();
        List<RunningProgram> tails = Stream.of(0, 1, 2)
                .map(i -> Sio.start(
                        "tail", "--transport", TRANSPORTS.get(i), servers.get(i).url(), "--idle", "4500ms"))
                .toList();
        for (RunningProgram tail : tails) {
            Sio.Result result = tail.exit();
            assertThat(result.code()).as(result.toString()).isEqualTo(DONE);
            assertThat(result.err()).matches("connected to / \\([a-z]+, sid [^)]+\\)\n");
        }
        // The pinging side differs between the generations.
        String beat = "\"raw\":\"" + (version.eio() == 3 ? "2" : "3") + "\"";
        for (NodeServer server : servers) {
            assertThat(count(server, beat)).isGreaterThanOrEqualTo(4);
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({ // case 61
        "no-pong-2.5,polling",
        "no-pong-2.5,websocket",
        "no-pong-2.5,'polling,websocket'",
        "no-ping-4.8,polling",
        "no-ping-4.8,websocket",
        "no-ping-4.8,'polling,websocket'"
    })
    void reportsMissingHeartbeat(String kind, String transport) {
        try (NodeServer server = NodeServer.broken(kind)) {
            Sio.Result result = Sio.run("tail", "--transport", transport, "--no-reconnect", server.url());
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err())
                    .contains(
                            "\nsio: Socket.IO: disconnected: no heartbeat from the server: a dead link or a blocked server");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V[12]_\\d_(POLLING|UPGRADE)")
    void doesNotOverlapPingsAndEmissions(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), "{\"pingInterval\":100,\"pingTimeout\":5000}")) {
            Sio.Result result = Sio.run(
                    servers.args("emit", server.url(), "ack", "1", "--ack", "--repeat", "100", "--rate", "100"));
            assertThat(result.out()).as(result.toString()).isEqualTo("1\n".repeat(100));
            assertThat(result.err()).startsWith("100 acknowledged: min ");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V[12]_.*")
    void showsErrorOfSocketMiddlewareAsEvent(ServerAndTransport servers) {
        for (String nsp : List.of("/", "/chat")) {
            Sio.Result result = Sio.run(servers.args(
                    "tail",
                    servers.shared().url(nsp),
                    "-e",
                    "emit forbidden",
                    "-e",
                    "emit echo 1",
                    "--exclude",
                    "welcome",
                    "-c",
                    "2",
                    "-s"));
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.out().lines()).containsExactlyInAnyOrder("<- error \"not allowed\"", "<- echo 1");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V[12]_.*")
    void decodesBase64Bytes(ServerAndTransport servers) {
        Sio.Result result =
                Sio.run(servers.args("emit", servers.shared().url(), "ack", "hex:00ff", "e", "--ack", "-q", "b64=1"));
        assertThat(result).isEqualTo(new Sio.Result(DONE, "{\"$binary\":\"AP8=\"}\n\"e\"\n", ""));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V[12]_.*")
    void hidesRootThatWasNotRequested(ServerAndTransport servers) {
        Sio.Result result =
                Sio.run(servers.args("tail", servers.shared().url("/chat"), "-e", "emit echo 1", "-c", "2", "--json"));
        assertThat(result.out().lines()).hasSize(2).allMatch(line -> line.contains("\"nsp\":\"/chat\""));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "V[12]_.*")
    void sendsAuthToGuardedRoot(ServerAndTransport servers) {
        try (NodeServer server = NodeServer.start(servers.version(), "{\"guard\":0}")) {
            String[] args = servers.args(
                    "emit", server.url(), "ack", "1", "--ack", "-a", "token=s3cret", "-n", "/", "-n", "/chat");
            assertThat(Sio.run(args)).isEqualTo(new Sio.Result(DONE, "1\n1\n", ""));
            server.awaitLog("\"log\":\"disconnect\"");
            assertThat(count(server, "\"log\":\"connection\",\"nsp\":\"/\"")).isEqualTo(1);
            assertThat(Sio.run(servers.args("emit", server.url(), "hi"))).isEqualTo(new Sio.Result(REFUSED, "", """
                    sio: Socket.IO: the server refused the namespace /: {"code":"E_AUTH","retry":false}
                         try: a middleware refused it, and no auth was sent: send --auth, a query (-q) or a header (-H)
                    """));
            assertThat(Sio.run(servers.args("emit", server.url("/chat"), "hi")).err())
                    .startsWith("sio: Socket.IO: the server refused the namespace /chat: before Socket.IO 3, a"
                            + " namespace needs the root namespace, which is not connected\n");
        }
    }

    @ParameterizedTest
    @MethodSource(ServerAndTransport.WITH_PARSERS)
    void sendsAuthToSlowGuardedRoot(ServerAndTransport servers, String parser) {
        try (NodeServer server = NodeServer.start(servers.version(), "{\"guard\":400,\"parser\":\"" + parser + "\"}")) {
            assertThat(Sio.run(servers.args(
                            "emit",
                            server.url(),
                            "ack",
                            "1",
                            "--ack",
                            "-a",
                            "token=s3cret",
                            "-n",
                            "/",
                            "-n",
                            "/chat",
                            "--parser",
                            parser)))
                    .isEqualTo(new Sio.Result(DONE, "1\n1\n", ""));
            server.awaitLog("\"log\":\"disconnect\"");
            assertThat(count(server, "\"log\":\"connection\",\"nsp\":\"/\"")).isEqualTo(1);
            Sio.Result refused =
                    Sio.run(servers.args("emit", server.url(), "hi", "-a", "token=other", "--parser", parser));
            assertThat(refused.code()).isEqualTo(REFUSED);
            assertThat(refused.err())
                    .matches("sio: Socket.IO: the server refused the namespace /: .*E_AUTH(?s:.*)check --auth(?s:.*)");
        }
    }

    private static long count(NodeServer server, String part) {
        return server.log().stream().filter(line -> line.contains(part)).count();
    }
}
