package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DISCONNECTED;
import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static io.github.siocli.event.ExitCode.REFUSED;
import static io.github.siocli.event.ExitCode.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.Certificates;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks every known way in which a connection fails: exit code and complete output. */
class FailuresIT {

    private static final String BOTH = "polling,websocket";
    private static final String WEBSOCKET = "websocket";
    private static final String GENERATION = "     try: sio supports Socket.IO 1.x to 4.x (Engine.IO 3 and 4)\n";
    private static final String CREDENTIALS =
            "     try: send the header (-H), cookie (-b), --user or --bearer that it requires\n";

    static Stream<Arguments> brokenServers() {
        return Stream.of(
                // Errors of the Engine.IO server.
                arguments("code0", BOTH, NOT_CONNECTED, """
                        sio: Engine.IO: the server does not offer the transport polling (400 Bad Request: Transport unknown)
                             try: --transport websocket
                        """),
                arguments("code0-polling-only", WEBSOCKET, NOT_CONNECTED, """
                        sio: Engine.IO: the server does not offer the transport websocket (400 Bad Request: Transport unknown)
                             try: --transport polling
                        """),
                arguments("code1", BOTH, NOT_CONNECTED, """
                        sio: Engine.IO: the server does not know the session (400 Bad Request: Session ID unknown): requests reach different nodes, or the session timed out
                             try: use sticky sessions in the load balancer, or --transport websocket
                        """),
                arguments("code3", WEBSOCKET, NOT_CONNECTED, """
                        sio: Engine.IO: a proxy removed the Upgrade header of the websocket request (400 Bad Request: Bad request)
                             try: let the proxy pass Upgrade and Connection, or use --transport polling
                        """),
                arguments("ws-upgrade-refused", WEBSOCKET, NOT_CONNECTED, """
                        sio: Engine.IO: a proxy removed the Upgrade header of the websocket request (400 Bad Request: Bad request)
                             try: let the proxy pass Upgrade and Connection, or use --transport polling
                        """),
                arguments("code4", BOTH, REFUSED, """
                        sio: Engine.IO: allowRequest() of the server refused the handshake (403 Forbidden: thou shalt not pass)
                             try: send the header (-H), cookie (-b), query parameter (-q) or Origin that it requires
                        """),
                arguments("code4", WEBSOCKET, REFUSED, """
                        sio: Engine.IO: allowRequest() of the server refused the handshake (400 Bad Request: thou shalt not pass)
                             try: send the header (-H), cookie (-b), query parameter (-q) or Origin that it requires
                        """),
                arguments("code5", BOTH, NOT_CONNECTED, """
                        sio: Engine.IO: the server speaks an unsupported version of Socket.IO (400 Bad Request: Unsupported protocol version)
                        """ + GENERATION),
                arguments("code5", WEBSOCKET, NOT_CONNECTED, """
                        sio: Engine.IO: the server speaks an unsupported version of Socket.IO (400 Bad Request: Unsupported protocol version)
                        """ + GENERATION),
                arguments("code5-3.1", BOTH, NOT_CONNECTED, """
                        sio: Engine.IO: the server speaks an unsupported version of Socket.IO (400 Bad Request: Unsupported protocol version)
                        """ + GENERATION),
                arguments("code5-3.1", WEBSOCKET, TIMED_OUT, """
                        sio: Engine.IO: http://127.0.0.1:PORT/socket.io/ opened the websocket, and then sent no handshake within 1 s
                             try: check for a plain WebSocket server or a proxy that drops frames; --transport polling shows details
                        """),
                arguments("socketio-0.9", BOTH, NOT_CONNECTED, """
                        sio: Engine.IO: the server speaks an unsupported version of Socket.IO (Socket.IO 0.9, of 2012)
                        """ + GENERATION),
                arguments("socketio-0.9", WEBSOCKET, NOT_CONNECTED, """
                        sio: Engine.IO: the server speaks an unsupported version of Socket.IO (Socket.IO 0.9, of 2012)
                        """ + GENERATION),
                arguments("eio3-garbage", WEBSOCKET, DISCONNECTED, """
                        sio: Socket.IO: disconnected: the connection failed (the server sent an invalid payload: a binary packet of type 9); 1 acknowledgement is missing
                             try: check proxies, which may change or cut it; -v shows details
                        """),

                // Other kinds of servers.
                arguments("plain-ws", BOTH, NOT_CONNECTED, """
                        sio: Engine.IO: http://127.0.0.1:PORT/socket.io/ is a plain WebSocket server, not Socket.IO
                             try: use a plain WebSocket client, or set --path
                        """),
                arguments("plain-ws", WEBSOCKET, TIMED_OUT, """
                        sio: Engine.IO: http://127.0.0.1:PORT/socket.io/ opened the websocket, and then sent no handshake within 1 s
                             try: check for a plain WebSocket server or a proxy that drops frames; --transport polling shows details
                        """),
                arguments("ws-swallow", WEBSOCKET, TIMED_OUT, """
                        sio: Engine.IO: http://127.0.0.1:PORT/socket.io/ opened the websocket, and then sent no handshake within 1 s
                             try: check for a plain WebSocket server or a proxy that drops frames; --transport polling shows details
                        """),
                arguments("ws-wrong-accept", WEBSOCKET, NOT_CONNECTED, """
                        sio: Engine.IO: the server refused the websocket (the Sec-WebSocket-Accept of its response does not match the key)
                             try: use --transport polling to see the error message
                        """),
                arguments("ws-masked-frame", WEBSOCKET, NOT_CONNECTED, """
                        sio: Engine.IO: the server violates the websocket protocol: it sent a masked frame, which only clients may send
                             try: check proxies between sio and the server; --transport polling uses no websocket
                        """),
                arguments("ws-silent", BOTH, TIMED_OUT, """
                        sio: Engine.IO: no handshake within 1 s: 127.0.0.1:PORT accepted the connection and sent nothing
                             try: check that this is a Socket.IO server; --connect-timeout sets the time
                        """),
                arguments("ws-silent", WEBSOCKET, TIMED_OUT, """
                        sio: Engine.IO: no handshake within 1 s: 127.0.0.1:PORT accepted the connection and sent nothing
                             try: check that this is a Socket.IO server; --connect-timeout sets the time
                        """),
                arguments("slow-headers", BOTH, TIMED_OUT, """
                        sio: Engine.IO: no handshake within 1 s: 127.0.0.1:PORT sent an incomplete response
                             try: check that this is a Socket.IO server; --connect-timeout sets the time
                        """),
                arguments("tcp-closer", BOTH, NOT_CONNECTED, """
                        sio: TCP: 127.0.0.1:PORT closed the connection without a response (CLOSED)
                             try: check that this is an HTTP port, and read the server's log
                        """),
                arguments("tcp-closer", WEBSOCKET, NOT_CONNECTED, """
                        sio: Engine.IO: http://127.0.0.1:PORT/socket.io/ closed the websocket request without a response
                             try: check --path: there may be no Socket.IO at /socket.io/; --transport polling shows details
                        """),

                // Responses of web servers.
                eitherWay("garbage-200", NOT_CONNECTED, """
                        sio: HTTP: the response from http://127.0.0.1:PORT/socket.io/ is not a Socket.IO handshake (200 OK)
                             try: check the port and --path; -v shows the response
                        """),
                eitherWay("spa-html", NOT_CONNECTED, """
                        sio: HTTP: http://127.0.0.1:PORT/socket.io/ returned a web page instead of a handshake (200 OK)
                             try: check the port, --path and the proxy's rule for that path; the request did not reach Socket.IO
                        """),
                eitherWay("express-404", NOT_CONNECTED, """
                        sio: HTTP: http://127.0.0.1:PORT is an HTTP server without Socket.IO at /socket.io/ (404 Not Found from Express)
                             try: check the port, and set --path if the server uses another engine path
                        """),
                eitherWay("redirect-302", NOT_CONNECTED, """
                        sio: HTTP: http://127.0.0.1:PORT/socket.io/ redirects to http://127.0.0.1:PORT/login (302 Found)
                             try: use that address; a redirect to a login page means missing credentials
                        """),
                eitherWay("unauthorized-401", REFUSED, """
                        sio: HTTP: http://127.0.0.1:PORT/socket.io/ refused the request with 401 Unauthorized from nginx/1.22.1, before Socket.IO
                        """ + CREDENTIALS),
                eitherWay("forbidden-403-html", REFUSED, """
                        sio: HTTP: http://127.0.0.1:PORT/socket.io/ refused the request with 403 Forbidden from nginx/1.22.1, before Socket.IO
                        """ + CREDENTIALS),
                eitherWay("proxy-login-407", NOT_CONNECTED, """
                        sio: proxy: the proxy in front of 127.0.0.1:PORT requires a name and a password (407 Proxy Authentication Required)
                             try: --proxy http://NAME:PASSWORD@HOST:PORT
                        """),
                eitherWay("too-many-429", NOT_CONNECTED, """
                        sio: HTTP: http://127.0.0.1:PORT/socket.io/ limits the request rate (429 Too Many Requests from nginx/1.22.1)
                             try: try again in 30 s (Retry-After); --transport websocket needs only one request
                        """),
                eitherWay("headers-too-large-431", NOT_CONNECTED, """
                        sio: HTTP: the URL or the headers are too long for http://127.0.0.1:PORT/socket.io/ (431 Request Header Fields Too Large)
                             try: send long tokens with --auth instead of --query or --header
                        """),
                eitherWay("bad-gateway-502", NOT_CONNECTED, """
                        sio: HTTP: the proxy at http://127.0.0.1:PORT cannot reach the server behind it (502 Bad Gateway from nginx/1.22.1)
                             try: start the server, or correct the proxy's upstream address
                        """),
                eitherWay("unavailable-503", NOT_CONNECTED, """
                        sio: HTTP: http://127.0.0.1:PORT is not available (503 Service Unavailable from nginx/1.22.1)
                             try: try again later; the server behind a proxy may be down or overloaded, or requests are rate-limited
                        """),
                eitherWay("gateway-timeout-504", NOT_CONNECTED, """
                        sio: HTTP: the proxy at http://127.0.0.1:PORT timed out waiting for the server behind it (504 Gateway Timeout from nginx/1.22.1)
                             try: check the load of the server, and the proxy's upstream address
                        """),
                arguments("rate-limit-503", BOTH, NOT_CONNECTED, """
                        sio: HTTP: http://127.0.0.1:PORT is not available (503 Service Unavailable from nginx/1.22.1)
                             try: try again later; the server behind a proxy may be down or overloaded, or requests are rate-limited
                        """),
                eitherWay("tls-port-400", NOT_CONNECTED, """
                        sio: TLS: 127.0.0.1:PORT requires TLS, but plain HTTP was used
                             try: use https://127.0.0.1:PORT
                        """),

                // Broken connections.
                arguments("close-midway", BOTH, DISCONNECTED, """
                        sio: Socket.IO: disconnected: the connection was lost without a close: a crash, a proxy or the network (CLOSED); 1 acknowledgement is missing
                        """),
                arguments("close-midway", WEBSOCKET, DISCONNECTED, """
                        sio: Socket.IO: disconnected: the connection was lost without a close: a crash, a proxy or the network (CLOSED); 1 acknowledgement is missing
                        """));
    }

    private static Arguments eitherWay(String kind, ExitCode code, String text) {
        return arguments(kind, BOTH + " " + WEBSOCKET, code, text);
    }

    /** The packets before it in the same payload were reported, so there was a connection. */
    @Test
    void reportsTruncatedEngineIo3PayloadAfterItsCompletePackets() {
        try (NodeServer server = NodeServer.broken("eio3-garbage")) {
            Sio.Result result = Sio.run("tail", "--no-reconnect", "--transport", "polling", server.url());
            assertThat(result.code()).isEqualTo(DISCONNECTED);
            assertThat(result.err())
                    .startsWith("connected to / ")
                    .contains("the server sent an invalid payload: it ends inside a packet")
                    .contains("try: check proxies, which may change or cut it; -v shows details");
        }
    }

    @ParameterizedTest(name = "{0} over {1}")
    @MethodSource("brokenServers")
    void explainsFailuresOfServers(String kind, String transports, ExitCode code, String text) {
        for (String transport : transports.split(" ")) {
            try (NodeServer server = NodeServer.broken(kind)) {
                Sio.Result result = Sio.run(
                        "emit",
                        "--transport",
                        transport,
                        "--connect-timeout",
                        "1s",
                        server.url(),
                        "hi",
                        "--ack",
                        "--ack-timeout",
                        "30s");
                assertThat(told(result, server)).isEqualTo(text);
                assertThat(result.code()).isEqualTo(code);
                assertThat(result.out()).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "--eio {1} with {0} over {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    V1_7 | 4 | polling,websocket | the server speaks Engine.IO 3, as Socket.IO 1.x or 2.x does, but --eio 4 requires Engine.IO 4
                    V2_5 | 4 | polling,websocket | the server speaks Engine.IO 3, as Socket.IO 1.x or 2.x does, but --eio 4 requires Engine.IO 4
                    V1_7 | 4 | websocket         | the server speaks Engine.IO 3, as Socket.IO 1.x or 2.x does, but --eio 4 requires Engine.IO 4
                    V2_5 | 4 | websocket         | the server speaks Engine.IO 3, as Socket.IO 1.x or 2.x does, but --eio 4 requires Engine.IO 4
                    V3_1 | 3 | polling,websocket | the server speaks Engine.IO 4, as Socket.IO 3.x or 4.x does, but --eio 3 requires Engine.IO 3
                    V4_8 | 3 | polling,websocket | the server speaks Engine.IO 4, as Socket.IO 3.x or 4.x does, but --eio 3 requires Engine.IO 3
                    V4_8 | 3 | websocket         | the server speaks Engine.IO 4, as Socket.IO 3.x or 4.x does, but --eio 3 requires Engine.IO 3
                    """)
    void namesUnsupportedGeneration(ServerVersion version, String eio, String transport, String message) {
        try (NodeServer server = NodeServer.start(version)) {
            Sio.Result result = Sio.run("emit", "--eio", eio, "--transport", transport, server.url(), "hi");
            assertThat(result.err())
                    .isEqualTo("sio: Engine.IO: " + message + "\n     try: omit --eio " + eio
                            + ": sio detects the version\n");
            assertThat(result.code()).isEqualTo(NOT_CONNECTED);
            if (version.eio() == 3) {
                // The server need not wait for the heartbeat of an unused session.
                assertThat(server.awaitLog("\"log\":\"close\"")).contains("transport ");
            }
        }
    }

    @Test
    void reportsSilenceOfSocketIo3() {
        NodeServer server = NodeServer.shared(ServerVersion.V3_1);
        Sio.Result result = Sio.run(
                "emit", "--eio", "3", "--transport", WEBSOCKET, "--connect-timeout", "700ms", server.url(), "hi");
        assertThat(result.code()).isEqualTo(TIMED_OUT);
        assertThat(told(result, server)).isEqualTo("""
                sio: Engine.IO: http://127.0.0.1:PORT/socket.io/ opened the websocket, and then sent no handshake within 700 ms
                     try: omit --eio 3: Socket.IO 3.x does this if Engine.IO 3 is requested
                """);
    }

    /** The default transports, as people use them. */
    @ParameterizedTest
    @ValueSource(strings = {"ws-upgrade-refused", "code3"})
    void staysOnPollingAndReportsRefusedUpgrade(String kind) {
        try (NodeServer server = NodeServer.broken(kind);
                RunningProgram tail = Sio.start("tail", server.url())) {
            tail.awaitOut("<- welcome {");
            tail.awaitErr("connected to / (polling, sid ");
            // The two lines come in either order: one is reported by polling, the other by the websocket.
            assertThat(tail.awaitErr("--transport polling\n")).contains("""
                    the upgrade failed, the session continues without it: Engine.IO: a proxy removed the Upgrade header of the websocket request (400 Bad Request: Bad request)
                      try: let the proxy pass Upgrade and Connection, or use --transport polling
                    """);
            assertThat(tail.hasEnded()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws-swallow", "code0-polling-only"})
    void connectsOverPollingWithoutWebsocket(String kind) {
        try (NodeServer server = NodeServer.broken(kind)) {
            Sio.Result result = Sio.run("tail", server.url(), "--count", "1");
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.out()).startsWith("<- welcome {\"sid\":");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"code0", "code1"})
    void connectsOverWebsocketWithoutPolling(String kind) {
        try (NodeServer server = NodeServer.broken(kind)) {
            Sio.Result result = Sio.run("tail", "--transport", WEBSOCKET, server.url(), "--count", "1");
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.out()).startsWith("<- welcome {\"sid\":");
        }
    }

    @Test
    void showsEvidenceIfVerbose() {
        try (NodeServer server = NodeServer.broken("garbage-200")) {
            Sio.Result result = Sio.run("emit", server.url(), "hi", "-v");
            assertThat(told(result, server)).isEqualTo("""
                    sio: HTTP: the response from http://127.0.0.1:PORT/socket.io/ is not a Socket.IO handshake (200 OK)
                         try: check the port and --path; -v shows the response
                         HTTP 200 OK
                         Content-Type: text/plain; charset=utf-8

                         \\u0000\\u001b[31mgarbage{{{
                    """);
        }
    }

    @Test
    void namesRedirectTargetAsArgument() {
        try (NodeServer server =
                NodeServer.broken("redirect-302", "https://app.example.org/socket.io/?EIO=4&transport=polling")) {
            assertThat(told(Sio.run("emit", server.url(), "hi"), server)).isEqualTo("""
                    sio: HTTP: http://127.0.0.1:PORT/socket.io/ redirects to https://app.example.org (302 Found)
                         try: use that address; a redirect to a login page means missing credentials
                    """);
        }
    }

    @Test
    void namesUnknownHost() {
        Sio.Result result = Sio.run("emit", "http://no-such-host.invalid:3000", "hi");
        assertThat(result.code()).isEqualTo(NOT_CONNECTED);
        assertThat(result.err()).isEqualTo("""
                sio: DNS: cannot resolve no-such-host.invalid
                     try: check the host name, the VPN and the DNS server
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {BOTH, WEBSOCKET})
    void namesRefusedPort(String transport) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Sio.Result result = Sio.run("emit", "--transport", transport, "127.0.0.1:" + port, "hi");
        assertThat(result.code()).isEqualTo(NOT_CONNECTED);
        assertThat(result.err().replace(":" + port, ":PORT")).isEqualTo("""
                sio: TCP: nothing listens on 127.0.0.1:PORT (connection refused)
                     try: start the server or correct the port; a container must publish its port
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {BOTH, WEBSOCKET})
    void namesHostThatDoesNotAnswer(String transport) throws IOException {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            fill(deaf, queue);
            Sio.Result result = Sio.run(
                    "emit", "--transport", transport, "--connect-timeout", "700ms", ":" + deaf.getLocalPort(), "hi");
            assertThat(result.code()).isEqualTo(TIMED_OUT);
            assertThat(result.err().replace(":" + deaf.getLocalPort(), ":PORT")).isEqualTo("""
                    sio: TCP: no TCP connection to 127.0.0.1:PORT within 700 ms
                         try: check the address and the firewall; --connect-timeout sets the time
                    """);
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    /** The backlog of a port that accepts no connections is limited; further connections are not answered. */
    private static void fill(ServerSocket deaf, List<Socket> queue) throws IOException {
        InetSocketAddress address = new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort());
        while (true) {
            Socket socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(address, 300);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BOTH, WEBSOCKET})
    void tlsOnAPlainPort(String transport) {
        NodeServer server = NodeServer.shared(ServerVersion.V4_8);
        Sio.Result result = Sio.run("emit", "--transport", transport, "https://127.0.0.1:" + server.port(), "hi");
        assertThat(result.code()).isEqualTo(NOT_CONNECTED);
        assertThat(told(result, server)).isEqualTo("""
                sio: TLS: 127.0.0.1:PORT speaks plain HTTP, not TLS
                     try: use http://127.0.0.1:PORT
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {BOTH, WEBSOCKET})
    void plainHttpOnATlsPort(String transport) {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, Certificates.SIGNED)) {
            Sio.Result result = Sio.run("emit", "--transport", transport, "localhost:" + server.port(), "hi");
            assertThat(result.code()).isEqualTo(NOT_CONNECTED);
            assertThat(told(result, server)).isEqualTo("""
                    sio: TLS: localhost:PORT requires TLS, but plain HTTP was used
                         try: use https://localhost:PORT
                    """);
        }
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                arguments(Certificates.SELF_SIGNED, false, """
                        sio: TLS: the certificate of localhost is self-signed (CN=localhost)
                             try: trust it with --cacert FILE, or skip the check with --insecure
                        """),
                arguments(Certificates.SIGNED, false, """
                        sio: TLS: the certificate of localhost has an unknown issuer (CN=sio test authority)
                             try: trust a private CA with --cacert FILE; a public server must send its intermediate certificates
                        """),
                arguments(Certificates.INCOMPLETE_CHAIN, true, """
                        sio: TLS: the certificate of localhost has an unknown issuer (CN=sio test intermediate)
                             try: trust a private CA with --cacert FILE; a public server must send its intermediate certificates
                        """),
                arguments(Certificates.EXPIRED, true, """
                        sio: TLS: the certificate of localhost expired on DATE
                             try: renew it, or check the clock of this machine; --insecure skips the check
                        """),
                arguments(Certificates.NOT_YET_VALID, true, """
                        sio: TLS: the certificate of localhost is not valid before DATE
                             try: check the clock of this machine; --insecure skips the check
                        """),
                arguments(Certificates.EXPIRED_ISSUER, true, """
                        sio: TLS: the certificate of localhost's issuer CN=sio test expired-issuer expired on DATE
                             try: renew it, or check the clock of this machine; --insecure skips the check
                        """),
                arguments(Certificates.WRONG_USAGE, true, """
                        sio: TLS: the certificate of localhost is not valid for a server (Extended key usage does not permit use for TLS server authentication)
                             try: correct its key usage, its issuer or its signature; -v shows the certificates, and --insecure skips the check
                        """),
                arguments(Certificates.IMPOSTOR, true, """
                        sio: TLS: the certificate of localhost is not valid for a server (CN=sio test server: basic constraints check failed: this is not a CA certificate)
                             try: correct its key usage, its issuer or its signature; -v shows the certificates, and --insecure skips the check
                        """),
                arguments(Certificates.OTHER_HOST, true, """
                        sio: TLS: the certificate is for other.example, not for localhost
                             try: use a host name that it covers, or --servername NAME; --insecure skips the check
                        """));
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void namesInvalidCertificate(Certificates certificate, boolean authorityKnown, String text) {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, certificate)) {
            for (String transport : List.of("polling", WEBSOCKET)) {
                List<String> args = new ArrayList<>(List.of("emit", "--transport", transport, server.url(), "ack"));
                if (authorityKnown) {
                    args.addAll(List.of("--cacert", certificate.authority().toString()));
                }
                Sio.Result result = Sio.run(args.toArray(String[]::new));
                assertThat(result.code()).isEqualTo(NOT_CONNECTED);
                assertThat(told(result, server).replaceAll("\\d{4}-\\d\\d-\\d\\d", "DATE"))
                        .isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Certificates.class,
            names = {"CLIENT"},
            mode = EnumSource.Mode.EXCLUDE)
    void anyCertificateWillDoWithInsecure(Certificates certificate) {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, certificate)) {
            for (String transport : List.of("polling", WEBSOCKET)) {
                Sio.Result result =
                        Sio.run("emit", "--insecure", "--transport", transport, server.url(), "ack", "1", "--ack");
                assertThat(result).isEqualTo(new Sio.Result(DONE, "1\n", ""));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Certificates.class,
            names = {"SIGNED", "SELF_SIGNED"})
    void connectsWithTrustedAuthority(Certificates certificate) {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, certificate)) {
            String authority = certificate.authority().toString();
            for (String transport : List.of(BOTH, WEBSOCKET)) {
                Sio.Result result = Sio.run(
                        "emit", "--cacert", authority, "--transport", transport, server.url(), "ack", "1", "--ack");
                assertThat(result).isEqualTo(new Sio.Result(DONE, "1\n", ""));
            }
        }
    }

    @Test
    void showsCertificateChainIfVerbose() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, Certificates.SELF_SIGNED)) {
            assertThat(Sio.run("emit", server.url(), "hi", "-v").err().replaceAll("\\d{4}-\\d\\d-\\d\\d", "DATE"))
                    .isEqualTo("""
                            sio: TLS: the certificate of localhost is self-signed (CN=localhost)
                                 try: trust it with --cacert FILE, or skip the check with --insecure
                                 certificates sent: 1
                                 subject CN=localhost, issuer CN=localhost, valid DATE to DATE
                            """);
        }
    }

    @Test
    void namesOtherEnginePath() {
        NodeServer server = NodeServer.shared(ServerVersion.V4_8);
        Sio.Result polling = Sio.run("emit", server.url(), "hi", "--path", "other");
        assertThat(polling.code()).isEqualTo(NOT_CONNECTED);
        assertThat(told(polling, server)).isEqualTo("""
                sio: HTTP: http://127.0.0.1:PORT is an HTTP server without Socket.IO at /other/ or /other (404 Not Found)
                     try: check the port, and set --path if the server uses another engine path
                """);
        Sio.Result websocket = Sio.run("emit", server.url(), "hi", "--path", "other", "--transport", WEBSOCKET);
        assertThat(websocket.code()).isEqualTo(NOT_CONNECTED);
        assertThat(told(websocket, server)).isEqualTo("""
                sio: Engine.IO: http://127.0.0.1:PORT/other/ closed the websocket request without a response
                     try: check --path: there may be no Socket.IO at /other/; --transport polling shows details
                """);
    }

    @Test
    void showsStackTraceOnlyIfVeryVerbose() {
        NodeServer server = NodeServer.shared(ServerVersion.V4_8);
        for (String verbosity : List.of("-s", "-v", "-vv")) {
            Sio.Result result = Sio.run("emit", server.url("/nope"), "hi", verbosity);
            assertThat(result.err())
                    .contains("sio: Socket.IO: the namespace /nope does not exist on the server")
                    .doesNotContain("\tat ", "Exception");
        }
    }

    private static String told(Sio.Result result, NodeServer server) {
        return result.err()
                .replace(":" + server.port(), ":PORT")
                // Which of these errors a closed connection causes is a race in the operating system.
                .replaceAll(
                        "\\((?:the upgrade broke off: )?(end of stream|Connection reset|Broken pipe|Socket closed|no close frame(: [^)]*)?"
                                + "|nothing listens on 127.0.0.1:PORT \\(connection refused\\)"
                                + "|127.0.0.1:PORT closed the connection during the session, without a response \\([^)]*\\))\\)",
                        "(CLOSED)");
    }
}
