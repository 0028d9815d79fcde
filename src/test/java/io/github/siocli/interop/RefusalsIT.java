package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static io.github.siocli.event.ExitCode.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.ServerAndTransport;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the refusals of all kinds of servers, each with its own texts. */
class RefusalsIT {

    private static final String POLLING = "polling";
    private static final String WEBSOCKET = "websocket";
    private static final List<String> TRANSPORTS = List.of(POLLING, WEBSOCKET);
    private static final String HANDLER = "     try: send what its connect handler requires: --auth, a header (-H),"
            + " a cookie (-b) or a query (-q)\n";
    private static final String WANTED =
            "     try: send the header (-H), cookie (-b), query parameter (-q) or Origin that it requires\n";
    private static final String GENERATION = "     try: sio supports Socket.IO 1.x to 4.x (Engine.IO 3 and 4)\n";

    static Stream<Arguments> otherServers() {
        return Stream.of(
                arguments(15, "netty-400", POLLING, NOT_CONNECTED, """
                        sio: HTTP: http://127.0.0.1:PORT is an HTTP server without Socket.IO at /socket.io/ (400 Bad Request)
                             try: check the port, and set --path if the server uses another engine path
                        """),
                arguments(15, "netty-400", WEBSOCKET, NOT_CONNECTED, """
                        sio: Engine.IO: the server refused the websocket (400 Bad Request)
                             try: use --transport polling to see the error message
                        """),
                eitherWay(21, "netty-401", REFUSED, """
                        sio: Engine.IO: the server refused the connection (401 Unauthorized)
                        """ + HANDLER),
                eitherWay(21, "python-401", REFUSED, """
                        sio: Engine.IO: the server refused the connection (401 Unauthorized: ["authentication failed", {"x": 1}])
                        """ + HANDLER),
                eitherWay(28, "code5-string", NOT_CONNECTED, """
                        sio: Engine.IO: the server speaks an unsupported version of Socket.IO (400 Bad Request: Unsupported protocol version)
                        """ + GENERATION),
                eitherWay(28, "python-version", NOT_CONNECTED, """
                        sio: Engine.IO: the server speaks an unsupported version of Socket.IO (400 Bad Request: The client is using an unsupported version of the Socket.IO or Engine.IO protocols)
                        """ + GENERATION),
                eitherWay(35, "python-session", NOT_CONNECTED, """
                        sio: Engine.IO: the server does not know the session (400 Bad Request: Invalid session): requests reach different nodes, or the session timed out
                             try: use sticky sessions in the load balancer, or --transport websocket
                        """),
                arguments(39, "python-transport", POLLING, NOT_CONNECTED, """
                        sio: Engine.IO: the server does not offer the transport polling (400 Bad Request: Invalid transport)
                             try: --transport websocket
                        """),
                arguments(39, "python-transport", WEBSOCKET, NOT_CONNECTED, """
                        sio: Engine.IO: the server does not offer the transport websocket (400 Bad Request: Invalid transport)
                             try: --transport polling
                        """),
                arguments(40, "code2", POLLING, NOT_CONNECTED, """
                        sio: Engine.IO: the session id was lost: the server read a POST as a handshake (400 Bad Request: Bad handshake method)
                             try: check proxies, which may drop the query string or redirect requests
                        """),
                eitherWay(44, "python-origin", REFUSED, """
                        sio: Engine.IO: the server rejected the Origin header (400 Bad Request: Not an accepted origin.)
                             try: send an allowed origin with -H 'Origin: URL' (cors_allowed_origins), or none
                        """));
    }

    private static Arguments eitherWay(int number, String kind, ExitCode code, String text) {
        return arguments(number, kind, POLLING + " " + WEBSOCKET, code, text);
    }

    @ParameterizedTest(name = "case {0}: {1} over {2}")
    @MethodSource("otherServers")
    void readsRefusalsOfOtherServers(int number, String kind, String transports, ExitCode code, String text) {
        try (NodeServer server = NodeServer.broken(kind)) {
            for (String transport : transports.split(" ")) {
                Sio.Result result = Sio.run("emit", "--transport", transport, server.url(), "hi", "--ack");
                assertThat(told(result, server)).isEqualTo(text);
                assertThat(result.code()).isEqualTo(code);
            }
        }
    }

    /** Requested with the number, as a forced generation. */
    @ParameterizedTest
    @ValueSource(strings = {"code5-string", "python-version"})
    void recognisesOtherTextsForUnsupportedGeneration(String kind) {
        try (NodeServer server = NodeServer.broken(kind)) {
            for (String transport : TRANSPORTS) {
                assertThat(Sio.run("emit", "--eio", "3", "--transport", transport, server.url(), "hi"))
                        .isEqualTo(new Sio.Result(NOT_CONNECTED, "", """
                                sio: Engine.IO: the server speaks Engine.IO 4, as Socket.IO 3.x or 4.x does, but --eio 3 requires Engine.IO 3
                                     try: omit --eio 3: sio detects the version
                                """));
            }
        }
    }

    /** The message of allowRequest(), which each version puts in another place. */
    @ParameterizedTest
    @EnumSource
    void quotesAllowRequest(ServerVersion version) {
        try (NodeServer server = NodeServer.start(version, "{\"allowRequest\":\"thou shalt not pass\"}")) {
            for (String transport : TRANSPORTS) {
                boolean hasStatus = transport.equals(POLLING) && version != ServerVersion.V1_7;
                assertThat(Sio.run("emit", "--transport", transport, server.url(), "hi"))
                        .isEqualTo(new Sio.Result(
                                REFUSED,
                                "",
                                """
                                sio: Engine.IO: allowRequest() of the server refused the handshake (STATUS: thou shalt not pass)
                                """.replace("STATUS", hasStatus ? "403 Forbidden" : "400 Bad Request") + WANTED));
            }
        }
    }

    /** The value of allowRequest() need not be a message; before 4.x a websocket may be refused without a text. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    V1_7 | null | polling   | allowRequest() of the server refused the handshake (400 Bad Request)
                    V1_7 | null | websocket | the server refused the websocket (400 Bad Request)
                    V2_5 | 4    | polling   | allowRequest() of the server refused the handshake (400 Bad Request: Forbidden)
                    V2_5 | 4    | websocket | allowRequest() of the server refused the handshake (400 Bad Request: Forbidden)
                    V3_1 | null | polling   | allowRequest() of the server refused the handshake (403 Forbidden: Forbidden)
                    V3_1 | null | websocket | the server refused the websocket (400 Bad Request)
                    """)
    void reportsRefusalWithoutMessage(ServerVersion version, String given, String transport, String message) {
        try (NodeServer server = NodeServer.start(version, "{\"allowRequest\":" + given + "}")) {
            assertThat(Sio.run("emit", "--transport", transport, server.url(), "hi")
                            .err())
                    .startsWith("sio: Engine.IO: " + message + "\n     try: ");
        }
    }

    /** 2.x also refuses clients that send no Origin. */
    @Test
    void hintsAtOriginForSocketIo2() {
        try (NodeServer server = NodeServer.start(ServerVersion.V2_5, "{\"origins\":\"http://app.example:*\"}")) {
            assertThat(Sio.run("emit", "--transport", POLLING, server.url(), "hi"))
                    .isEqualTo(new Sio.Result(REFUSED, "", """
                            sio: Engine.IO: allowRequest() of the server refused the handshake (403 Forbidden: Forbidden)
                            """ + WANTED));
            for (String transport : TRANSPORTS) {
                Sio.Result result = Sio.run(
                        "emit",
                        "--transport",
                        transport,
                        server.url(),
                        "ack",
                        "1",
                        "--ack",
                        "-H",
                        "Origin: http://app.example");
                assertThat(result.out()).isEqualTo("1\n");
            }
        }
    }

    /** The obstacle of the upgrade is reported, and polling continues. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    upgrade-forbidden-403-html | HTTP: http://127.0.0.1:PORT/socket.io/ refused the request with 403 Forbidden from nginx/1.22.1, before Socket.IO
                    upgrade-bad-gateway-502    | HTTP: the proxy at http://127.0.0.1:PORT cannot reach the server behind it (502 Bad Gateway from nginx/1.22.1)
                    upgrade-express-404        | HTTP: http://127.0.0.1:PORT is an HTTP server without Socket.IO at /socket.io/ (404 Not Found from Express)
                    upgrade-spa-html           | HTTP: http://127.0.0.1:PORT/socket.io/ returned a web page instead of a handshake (200 OK)
                    """)
    void reportsBlockedUpgrade(String kind, String message) {
        try (NodeServer server = NodeServer.broken(kind);
                RunningProgram tail = Sio.start("tail", server.url())) {
            tail.awaitOut("<- welcome {");
            assertThat(tail.awaitErr("  try: ").replace(":" + server.port(), ":PORT"))
                    .contains("the upgrade failed, the session continues without it: " + message + "\n");
            assertThat(tail.hasEnded()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_5_POLLING", "V2_5_WEBSOCKET", "V4_8_POLLING", "V4_8_WEBSOCKET"})
    void hintsAtMissingAuth(ServerAndTransport servers) {
        String message = servers.version().eio() == 3 ? "" : "not authorized ";
        for (String command : List.of("emit", "tail")) {
            List<String> event = command.equals("emit") ? List.of("hi") : List.of("-s");
            String[] args = Stream.concat(Stream.of(servers.shared().url("/admin")), event.stream())
                    .toArray(String[]::new);
            assertThat(Sio.run(servers.args(command, args)))
                    .isEqualTo(new Sio.Result(REFUSED, "", """
                    sio: Socket.IO: the server refused the namespace /admin: %s{"code":"E_AUTH","retry":false}
                         try: a middleware refused it, and no auth was sent: send --auth, a query (-q) or a header (-H)
                    """.formatted(message)));
        }
    }

    /** netty-socketio sends a string, python-socketio another text. */
    @ParameterizedTest
    @CsvSource({"netty-nope,Invalid namespace", "python-nope,Unable to connect"})
    void recognisesOtherTextsForUnknownNamespace(String kind, String words) {
        try (NodeServer server = NodeServer.broken(kind)) {
            for (String transport : TRANSPORTS) {
                assertThat(Sio.run("emit", "--transport", transport, server.url("/nope"), "hi"))
                        .isEqualTo(new Sio.Result(REFUSED, "", """
                                sio: Socket.IO: the namespace /nope does not exist on the server (%s)
                                     try: the path of a URL is the namespace; use --path /nope/socket.io/ if it is the engine path
                                """.formatted(words)));
            }
        }
    }

    /** The hint names the path that works. */
    @Test
    void hintsAtEnginePathForPathReadAsNamespace() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"path\":\"/api/socket.io/\"}")) {
            String[] hinted = {"--path", "/api/socket.io/"};
            assertThat(Sio.run("emit", NodeServer.shared(ServerVersion.V4_8).url("/api"), "hi")
                            .err())
                    .endsWith("use --path /api/socket.io/ if it is the engine path\n");
            assertThat(Sio.run("emit", server.url(), "ack", "1", "--ack", hinted[0], hinted[1])
                            .out())
                    .isEqualTo("1\n");
        }
    }

    /** The client adds the trailing slash; some servers do not use one. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"addTrailingSlash\":false}"})
    void acceptsPathWithoutTrailingSlash(String options) {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, options)) {
            for (String transport : TRANSPORTS) {
                String[] args = {
                    "emit", "--transport", transport, server.url(), "ack", "1", "--ack", "--path", "/socket.io"
                };
                assertThat(Sio.run(args)).isEqualTo(new Sio.Result(ExitCode.DONE, "1\n", ""));
            }
        }
    }

    private static String told(Sio.Result result, NodeServer server) {
        return result.err().replace(":" + server.port(), ":PORT");
    }
}
