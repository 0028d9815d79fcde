package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.INTERRUPTED;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static io.github.siocli.event.ExitCode.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.siocli.testing.Certificates;
import io.github.siocli.testing.ClosedPort;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ProgramRun;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks connections through proxies, and the failures of proxies. */
class ProxyIT {

    private static final String POLLING = "polling";
    private static final String WEBSOCKET = "websocket";
    private static final List<String> TRANSPORTS = List.of(POLLING, WEBSOCKET, "polling,websocket");
    private static final Sio.Result ANSWERED = new Sio.Result(DONE, "1\n", "");
    /** A name that only the proxy can resolve. */
    private static final String INSIDE = "inside.test";

    private static final String HOSTS = "\"hosts\":{\"inside.test\":\"127.0.0.1\"}";
    private static final String LOGIN = "\"user\":\"me@home\",\"password\":\"p:ä/%\"";
    private static final String ME = "me%40home:p:%C3%A4%2F%25@";

    private final NodeServer server = NodeServer.shared(ServerVersion.V4_8);

    static Stream<Arguments> ways() {
        return Stream.of("http", "https", "socks5")
                .flatMap(kind -> TRANSPORTS.stream().map(transport -> arguments(kind, transport)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void reachesPlainServersByName(String kind, String transport) {
        try (NodeServer proxy = proxy(kind, HOSTS)) {
            String url = "http://" + INSIDE + ":" + server.port();
            assertThat(emit(proxyUrl(kind, proxy, ""), transport, url)).isEqualTo(ANSWERED);
            if (kind.equals("socks5")) {
                assertThat(proxy.log()).anyMatch(line -> line.contains("\"type\":\"name\",\"host\":\"inside.test\""));
                return;
            }
            // Many proxies tunnel to port 443 only; plain HTTP is requested without a tunnel.
            boolean polls = transport.contains(POLLING);
            boolean tunnels = transport.contains(WEBSOCKET);
            assertThat(proxy.log().stream().anyMatch(line -> line.contains("\"url\":\"" + url + "/socket.io/?")))
                    .isEqualTo(polls);
            // After the acknowledgement the program does not wait for the upgrade.
            if (!polls || !tunnels) {
                assertThat(proxy.log().stream().anyMatch(line -> line.contains("\"method\":\"CONNECT\"")))
                        .isEqualTo(tunnels);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void reachesSecureServersThroughTunnels(String kind, String transport) {
        try (NodeServer proxy = proxy(kind, "\"hosts\":{\"localhost\":\"127.0.0.1\"}," + LOGIN);
                NodeServer secure = NodeServer.start(ServerVersion.V4_8, Certificates.SIGNED)) {
            assertThat(emit(proxyUrl(kind, proxy, ME), transport, secure.url())).isEqualTo(ANSWERED);
            if (kind.equals("socks5")) {
                assertThat(proxy.log())
                        .contains(
                                "{\"log\":\"greeting\",\"methods\":[0,2]}",
                                "{\"log\":\"login\",\"user\":\"me@home\",\"known\":true}")
                        .anyMatch(line -> line.contains("\"type\":\"name\",\"host\":\"localhost\""));
            } else {
                assertThat(proxy.log())
                        .isNotEmpty()
                        .allMatch(line -> line.contains("\"method\":\"CONNECT\",\"url\":\"localhost:" + secure.port()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void reachesEngineIo3Servers(String kind, String transport) {
        NodeServer older = NodeServer.shared(ServerVersion.V2_5);
        try (NodeServer proxy = proxy(kind, HOSTS + "," + LOGIN)) {
            assertThat(emit(proxyUrl(kind, proxy, ME), transport, "http://" + INSIDE + ":" + older.port()))
                    .isEqualTo(ANSWERED);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void appliesTlsOptionsToTheServerBehindTheProxy(String kind, String transport) {
        String known = "{\"tls\":%s}".formatted(Certificates.SIGNED.optionsForKnownClients());
        try (NodeServer proxy = proxy(kind, HOSTS + "," + LOGIN);
                NodeServer strict = NodeServer.start(ServerVersion.V4_8, known);
                NodeServer other = NodeServer.start(ServerVersion.V4_8, Certificates.OTHER_HOST)) {
            String[] through = {"-x", proxyUrl(kind, proxy, ME)};
            Sio.Result unknown = Sio.run(args(transport, strict.url(), through));
            assertThat(unknown.code()).isEqualTo(NOT_CONNECTED);
            assertThat(unknown.err())
                    .startsWith("sio: TLS: localhost:" + strict.port() + " requires a client certificate (");
            assertThat(Sio.run(args(
                            transport,
                            strict.url(),
                            "-x",
                            proxyUrl(kind, proxy, ME),
                            "--cert",
                            Certificates.CLIENT.certificate().toString(),
                            "--key",
                            Certificates.CLIENT.key().toString())))
                    .isEqualTo(ANSWERED);

            assertThat(Sio.run(args(transport, other.url(), through)).err())
                    .startsWith("sio: TLS: the certificate is for other.example, not for localhost\n");
            for (List<String> more : List.of(List.of("--servername", "other.example"), List.of("--insecure"))) {
                List<String> args = new ArrayList<>(List.of(through));
                args.addAll(more);
                assertThat(Sio.run(args(transport, other.url(), args.toArray(String[]::new))))
                        .isEqualTo(ANSWERED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void interruptsWaitForProxy(String kind, String transport) {
        try (NodeServer proxy = proxy(kind, "\"mute\":true");
                var tail = Sio.start(trusting(List.of(
                        "tail", "--transport", transport, "-x", proxyUrl(kind, proxy, ""), "http://app.test:3000")))) {
            proxy.awaitLog(kind.equals("socks5") ? "\"log\":\"connect\"" : "\"log\":\"request\"");
            assertThat(tail.interrupt().exit()).isEqualTo(new Sio.Result(INTERRUPTED, "", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https", "socks5"})
    void opensNewTunnelAfterBrokenOne(String kind) {
        try (NodeServer own = NodeServer.start(ServerVersion.V4_8);
                NodeServer proxy = proxy(kind, HOSTS);
                var tail = Sio.start(trusting(List.of(
                        "tail",
                        "--transport",
                        WEBSOCKET,
                        "-x",
                        proxyUrl(kind, proxy, ""),
                        "http://" + INSIDE + ":" + own.port())))) {
            tail.awaitOut("welcome");
            own.drop();
            tail.awaitErr("(attempt 1)\nconnected to /");
        }
    }

    @Test
    void upgradesThroughTunnel() {
        try (NodeServer proxy = proxy("http", LOGIN);
                var tail = Sio.start("tail", "-v", "-x", proxyUrl("http", proxy, ME), server.url())) {
            tail.awaitErr("upgraded");
            assertThat(proxy.log()).anyMatch(line -> line.contains("\"method\":\"CONNECT\""));
        }
    }

    @Test
    void resolvesNameLocallyOrAtTheProxy() {
        try (NodeServer proxy = proxy("socks5", HOSTS)) {
            String proxyHere = "socks5://127.0.0.1:" + proxy.port();
            for (String transport : TRANSPORTS) {
                assertThat(emit(proxyHere, transport, "localhost:" + server.port()))
                        .isEqualTo(ANSWERED);
            }
            assertThat(proxy.log().stream().filter(line -> line.contains("\"connect\"")))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"type\":\"ipv4\",\"host\":\"127.0.0.1\""));

            Sio.Result unknown = emit(proxyHere, POLLING, "http://" + INSIDE + ":1");
            assertThat(unknown.code()).isEqualTo(NOT_CONNECTED);
            assertThat(unknown.err()).startsWith("sio: DNS: cannot resolve inside.test\n");
        }
    }

    @Test
    void readsProxyFromEnvironment() {
        try (NodeServer proxy = proxy("http", HOSTS)) {
            String url = "http://127.0.0.1:" + proxy.port();
            String inside = "http://" + INSIDE + ":" + server.port();
            for (String name : List.of("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")) {
                assertThat(variable(name, url).run(args(POLLING, inside))).isEqualTo(ANSWERED);
            }
            assertThat(variable("https_proxy", url).run(args(POLLING, inside)).err())
                    .startsWith("sio: DNS: cannot resolve inside.test\n");
            int seen = proxy.log().size();
            assertThat(variable("http_proxy", url)
                            .variable("NO_PROXY", "127.0.0.0/8")
                            .run(args(POLLING, server.url())))
                    .isEqualTo(ANSWERED);
            assertThat(variable("http_proxy", url).run(args(POLLING, server.url(), "--noproxy", "127.0.0.1")))
                    .isEqualTo(ANSWERED);
            assertThat(variable("http_proxy", url).run(args(POLLING, server.url(), "--proxy", "")))
                    .isEqualTo(ANSWERED);
            assertThat(proxy.log()).hasSize(seen);
        }
    }

    static Stream<Arguments> credentials() {
        return Stream.of(
                arguments("http", "407 Proxy Authentication Required; Basic realm=\"fixture\""),
                arguments("https", "407 Proxy Authentication Required; Basic realm=\"fixture\""),
                arguments("socks5", "SOCKS5: no acceptable methods"));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void namesOptionForMissingProxyCredentials(String kind, String said) {
        try (NodeServer proxy = proxy(kind, LOGIN)) {
            for (String transport : List.of(POLLING, WEBSOCKET)) {
                Sio.Result result = emit(proxyUrl(kind, proxy, ""), transport, server.url());
                assertThat(result.code()).isEqualTo(NOT_CONNECTED);
                assertThat(told(result, proxy).replace("socks5h", "socks5").replace(" from fixture;", ";"))
                        .isEqualTo("""
                                sio: proxy: the proxy KIND://localhost:PROXY requires a name and a password (SAID)
                                     try: --proxy KIND://NAME:PASSWORD@localhost:PROXY
                                """.replace("KIND", kind).replace("SAID", said));
            }
        }
    }

    @Test
    void masksProxyPasswordInTrace() {
        try (NodeServer proxy = proxy("http", LOGIN)) {
            Sio.Result result = Sio.run(args(POLLING, server.url(), "--trace=http", "-x", proxyUrl("http", proxy, ME)));
            assertThat(result.code()).isEqualTo(DONE);
            assertThat(result.err())
                    .contains("http Proxy-Authorization: Basic ***\n")
                    .doesNotContainPattern("Basic [^*]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https", "socks5"})
    void wrongCredentialsAreToldAndNotShown(String kind) {
        try (NodeServer proxy = proxy(kind, LOGIN)) {
            for (String transport : List.of(POLLING, WEBSOCKET)) {
                Sio.Result result =
                        Sio.run(args(transport, server.url(), "-v", "-x", proxyUrl(kind, proxy, "intruder:hunter2@")));
                assertThat(result.code()).isEqualTo(NOT_CONNECTED);
                assertThat(told(result, proxy))
                        .startsWith("sio: proxy: the proxy ")
                        .contains(" rejected the name or the password (")
                        .doesNotContain("intruder", "hunter2", "aW50cnVkZXI6aHVudGVyMg");
            }
        }
    }

    @Test
    void namesUnsupportedProxyLogin() {
        try (NodeServer proxy = proxy("http", LOGIN + ",\"challenge\":\"Negotiate\"")) {
            for (String transport : List.of(POLLING, WEBSOCKET)) {
                assertThat(told(emit(proxyUrl("http", proxy, ""), transport, server.url()), proxy)
                                .replace(" from fixture;", ";"))
                        .isEqualTo("""
                                sio: proxy: the proxy http://localhost:PROXY does not support Basic authentication (407 Proxy Authentication Required; Negotiate)
                                     try: use a local proxy that supports its method, and set --proxy to the local proxy
                                """);
            }
        }
    }

    @Test
    void namesResponseThatRefusesTunnel() {
        try (NodeServer proxy = proxy("http", "\"refuse\":403,\"body\":\"not on our network\"")) {
            Sio.Result result =
                    Sio.run(args(WEBSOCKET, "http://app.test:3000", "-v", "-x", proxyUrl("http", proxy, "")));
            assertThat(result.code()).isEqualTo(NOT_CONNECTED);
            assertThat(told(result, proxy)).isEqualTo("""
                    sio: proxy: the proxy http://localhost:PROXY refused to connect to app.test:3000 (403 Forbidden)
                         try: check that the proxy may reach this host and port; -v shows its response
                         HTTP/1.1 403 Forbidden
                         Content-Length: 18

                         not on our network
                    """);
        }
    }

    @Test
    void namesUnreachableServerAsTheProxyReportsIt() throws IOException {
        try (ClosedPort port = new ClosedPort()) {
            int closed = port.number();
            try (NodeServer proxy = proxy("http", "")) {
                Sio.Result tunnel = emit(proxyUrl("http", proxy, ""), WEBSOCKET, "127.0.0.1:" + closed);
                assertThat(told(tunnel, proxy).replace(":" + closed, ":CLOSED")).startsWith("""
                        sio: proxy: the proxy http://localhost:PROXY refused to connect to 127.0.0.1:CLOSED (502 Bad Gateway)
                        """);
                Sio.Result asked = emit(proxyUrl("http", proxy, ""), POLLING, "127.0.0.1:" + closed);
                assertThat(asked.code()).isEqualTo(NOT_CONNECTED);
                assertThat(told(asked, proxy).replace(":" + closed, ":CLOSED")).isEqualTo("""
                        sio: proxy: 502 Bad Gateway from fixture for http://127.0.0.1:CLOSED/socket.io/, from the proxy http://localhost:PROXY or a proxy in front of the server
                             try: check that the proxy can reach the server; --noproxy HOST connects without it; -v shows the response
                        """);
            }
            try (NodeServer proxy = proxy("socks5", "")) {
                assertThat(told(emit(proxyUrl("socks5", proxy, ""), POLLING, "127.0.0.1:" + closed), proxy)
                                .replace(":" + closed, ":CLOSED"))
                        .startsWith("""
                        sio: proxy: the proxy socks5h://localhost:PROXY refused to connect to 127.0.0.1:CLOSED (SOCKS5: connection refused)
                        """);
            }
        }
    }

    /** A response through a tunnel comes from the server; a response to an absolute URL may come from the proxy. */
    @Test
    void distinguishesResponseOfServerFromProxy() {
        try (NodeServer proxy = proxy("http", "");
                NodeServer down = NodeServer.broken("bad-gateway-502");
                NodeServer silent = NodeServer.broken("ws-silent")) {
            String url = proxyUrl("http", proxy, "");
            assertThat(emit(url, WEBSOCKET, down.url()).err())
                    .startsWith("sio: HTTP: the proxy at " + down.url() + " cannot reach the server behind it (502");
            assertThat(emit(url, POLLING, down.url()).err())
                    .startsWith("sio: proxy: 502 Bad Gateway from nginx/1.22.1 for " + down.url()
                            + "/socket.io/, from the proxy");

            Sio.Result unanswered = Sio.run(args(WEBSOCKET, silent.url(), "-x", url, "--connect-timeout", "700ms"));
            assertThat(unanswered.code()).isEqualTo(TIMED_OUT);
            assertThat(unanswered.err())
                    .startsWith("sio: Engine.IO: no handshake within 700 ms: " + hostAndPort(silent)
                            + " through the proxy " + url + " accepted the connection and sent nothing\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https", "socks5"})
    void distinguishesSilentProxyFromServer(String kind) {
        try (NodeServer proxy = proxy(kind, "\"mute\":true")) {
            String url = proxyUrl(kind, proxy, "");
            Sio.Result tunnel =
                    Sio.run(args(WEBSOCKET, "http://app.test:3000", "-x", url, "--connect-timeout", "700ms"));
            assertThat(tunnel.code()).isEqualTo(TIMED_OUT);
            assertThat(told(tunnel, proxy))
                    .startsWith("sio: proxy: the proxy " + url.replace(":" + proxy.port(), ":PROXY")
                            + " did not connect to app.test:3000 within 700 ms\n");
            if (!kind.equals("socks5")) {
                Sio.Result asked =
                        Sio.run(args(POLLING, "http://app.test:3000", "-x", url, "--connect-timeout", "700ms"));
                assertThat(asked.code()).isEqualTo(TIMED_OUT);
                assertThat(told(asked, proxy))
                        .startsWith("sio: Engine.IO: no handshake within 700 ms: the proxy "
                                + url.replace(":" + proxy.port(), ":PROXY")
                                + " accepted the request and sent no response\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https", "socks5", "socks5h"})
    void namesUnreachableProxy(String kind) throws IOException {
        try (ClosedPort port = new ClosedPort()) {
            int closed = port.number();
            for (String transport : TRANSPORTS) {
                Sio.Result result = emit(kind + "://127.0.0.1:" + closed, transport, "http://127.0.0.1:1");
                assertThat(result.code()).isEqualTo(NOT_CONNECTED);
                assertThat(result.err().replace(":" + closed, ":PROXY")).isEqualTo("""
                        sio: proxy: cannot connect to the proxy KIND://127.0.0.1:PROXY at 127.0.0.1:PROXY (Connection refused)
                             try: start the proxy or correct its port; --proxy '' connects without it
                        """.replace("KIND", kind));

                Sio.Result unknown = emit(kind + "://no-proxy.invalid:3128", transport, "http://127.0.0.1:1");
                assertThat(unknown.code()).isEqualTo(NOT_CONNECTED);
                assertThat(unknown.err()).startsWith("sio: proxy: cannot resolve the proxy host no-proxy.invalid\n");
            }
        }
    }

    @Test
    void namesServerThatIsNoProxy() {
        String socks =
                emit("socks5://" + hostAndPort(server), POLLING, "127.0.0.1:1").err();
        assertThat(socks)
                .startsWith("sio: proxy: socks5://" + hostAndPort(server)
                        + " is not a proxy of this type: its response begins with the byte 72, not 5\n");
        String plain =
                emit("https://" + hostAndPort(server), WEBSOCKET, "127.0.0.1:1").err();
        assertThat(plain)
                .startsWith("sio: TLS: the proxy " + hostAndPort(server) + " speaks plain HTTP, not TLS\n"
                        + "     try: use http://" + hostAndPort(server) + "\n");
    }

    @Test
    void verifiesCertificateOfProxy() {
        String tls = "\"tls\":" + Certificates.SELF_SIGNED.options();
        try (NodeServer proxy = NodeServer.proxy("https", "{" + tls + "}")) {
            for (String transport : List.of(POLLING, WEBSOCKET)) {
                Sio.Result result = emit("https://localhost:" + proxy.port(), transport, server.url());
                assertThat(result.code()).isEqualTo(NOT_CONNECTED);
                assertThat(result.err()).startsWith("sio: TLS: the certificate of the proxy localhost is ");
                assertThat(Sio.run(args(transport, server.url(), "-x", "https://localhost:" + proxy.port(), "-k")))
                        .isEqualTo(ANSWERED);
            }
        }
    }

    private static NodeServer proxy(String kind, String options) {
        String tls = "\"tls\":" + Certificates.SIGNED.options();
        String all = !kind.equals("https") ? options : options.isEmpty() ? tls : tls + "," + options;
        return NodeServer.proxy(kind, "{" + all + "}");
    }

    private static String proxyUrl(String kind, NodeServer proxy, String user) {
        return (kind.equals("socks5") ? "socks5h" : kind) + "://" + user + "localhost:" + proxy.port();
    }

    private static String hostAndPort(NodeServer server) {
        return "127.0.0.1:" + server.port();
    }

    private static ProgramRun variable(String name, String value) {
        return Sio.with().variable(name, value);
    }

    private static Sio.Result emit(String proxy, String transport, String url) {
        return Sio.run(args(transport, url, "--proxy", proxy));
    }

    private static String[] args(String transport, String url, String... more) {
        List<String> args = new ArrayList<>(List.of("emit", "--transport", transport, url, "ack", "1", "--ack"));
        args.addAll(List.of(more));
        return trusting(args);
    }

    /** Adds the authority of the certificates if the server or the proxy uses TLS. */
    private static String[] trusting(List<String> args) {
        List<String> all = new ArrayList<>(args);
        if (args.stream().anyMatch(arg -> arg.startsWith("https:"))) {
            all.addAll(List.of("--cacert", Certificates.SIGNED.authority().toString()));
        }
        return all.toArray(String[]::new);
    }

    private static String told(Sio.Result result, NodeServer proxy) {
        return result.err().replace(":" + proxy.port(), ":PROXY");
    }
}
