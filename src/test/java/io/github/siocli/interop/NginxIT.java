package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static io.github.siocli.event.ExitCode.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.Nginx;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.RunningProgram;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks servers behind nginx, and the hints for mistakes in its configuration. */
class NginxIT {

    private static final String POLLING = "polling";
    private static final String WEBSOCKET = "websocket";
    private static final List<String> TRANSPORTS = List.of(POLLING, WEBSOCKET);
    private static final Sio.Result ANSWERED = new Sio.Result(DONE, "1\n", "");

    private static final String SET_NODE = "add_header Set-Cookie \"SRV=$served; Path=/; HttpOnly\" always;";

    private final NodeServer behind = NodeServer.shared(ServerVersion.V4_8);

    @TempDir
    private Path directory;

    /** A cookie of the load balancer names the node of a session. */
    @ParameterizedTest
    @EnumSource(names = {"V2_5", "V4_8"})
    void staysOnTheNodeOfItsCookie(ServerVersion version) {
        try (NodeServer one = NodeServer.start(version);
                NodeServer two = NodeServer.start(version);
                Nginx nginx = Nginx.start(twoNodes(one, two, "$node", SET_NODE))) {
            for (int i = 0; i < 4; i++) {
                assertThat(emit(nginx, POLLING)).isEqualTo(ANSWERED);
            }
            try (RunningProgram tail = Sio.start("tail", "-v", url(nginx), "-b", "mine=1")) {
                tail.awaitErr("upgraded");
            }
            assertThat(one.log()).isNotEmpty();
            assertThat(two.log()).isNotEmpty();
            nginx.awaitRequest(line -> line.matches(".* \\| 101 \\| websocket \\| mine=1; (io=[^;]+; )?SRV=[ab]"));
        }
    }

    /** Requests that the library does not make: in Engine.IO 3 the client pings. */
    @Test
    void keepsOwnPingsOnTheSameNode() {
        String options = "{\"pingInterval\":300}";
        try (NodeServer one = NodeServer.start(ServerVersion.V2_5, options);
                NodeServer two = NodeServer.start(ServerVersion.V2_5, options);
                Nginx nginx = Nginx.start(twoNodes(one, two, "$node", SET_NODE));
                RunningProgram tail = Sio.start("tail", "--transport", POLLING, url(nginx))) {
            tail.awaitOut("welcome");
            nginx.awaitRequest(line -> line.matches("POST .* \\| 200 \\| - \\| io=[^;]+; SRV=[ab]"));
            assertThat(nginx.requests()).noneMatch(line -> line.contains(" | 400 | "));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_5", "V4_8"})
    void keepsCookieOfWebsocketResponse(ServerVersion version) {
        try (NodeServer one = NodeServer.start(version);
                NodeServer two = NodeServer.start(version);
                Nginx nginx = Nginx.start(twoNodes(one, two, "$node", SET_NODE));
                RunningProgram tail = Sio.start("tail", "--transport", WEBSOCKET, url(nginx))) {
            tail.awaitOut("welcome");
            one.drop();
            two.drop();
            nginx.awaitRequest(line -> line.contains(" | 101 | ") && line.endsWith(" | websocket | -"));
            tail.awaitErr("(attempt 1)\nconnected to /");
            tail.interrupt().exit();
            nginx.awaitRequest(line -> line.matches(".* \\| 101 \\| websocket \\| (io=[^;]+; )?SRV=[ab]"));
        }
    }

    @Test
    void prefersCookieOfTheUser() throws IOException {
        Path jar = Files.writeString(
                directory.resolve("jar"),
                "127.0.0.1\tFALSE\t/socket.io\tFALSE\t0\ttheme\tdark\nother.example\tFALSE\t/\tFALSE\t0\tforeign\t1\n");
        try (NodeServer one = NodeServer.start(ServerVersion.V4_8);
                NodeServer two = NodeServer.start(ServerVersion.V4_8);
                Nginx nginx = Nginx.start(twoNodes(one, two, "$node", "add_header Set-Cookie \"SRV=a; Path=/\";"))) {
            for (String transport : TRANSPORTS) {
                assertThat(emit(nginx, transport, "-b", "SRV=b", "-b", "@" + jar))
                        .isEqualTo(ANSWERED);
            }
            assertThat(one.log()).isEmpty();
            assertThat(nginx.requests()).isNotEmpty().allMatch(line -> line.endsWith(" | SRV=b; theme=dark"));
        }
    }

    @Test
    void reportsRequestsThatReachDifferentNodes() {
        try (NodeServer one = NodeServer.start(ServerVersion.V4_8);
                NodeServer two = NodeServer.start(ServerVersion.V4_8);
                Nginx nginx = Nginx.start(twoNodes(one, two, "any", ""))) {
            assertFails(nginx, POLLING, NOT_CONNECTED, """
                    sio: Engine.IO: the server does not know the session (400 Bad Request from NGINX: Session ID unknown): requests reach different nodes, or the session timed out
                         try: use sticky sessions in the load balancer, or --transport websocket
                    """);
            assertThat(emit(nginx, WEBSOCKET)).isEqualTo(ANSWERED);
        }
    }

    /** A POST, a poll or the upgrade reaches another node, also in the middle of a session. */
    @ParameterizedTest
    @EnumSource
    void hintsAtStickySessionsForEveryKindOfRequest(ServerVersion version) throws IOException {
        String hint = "try: use sticky sessions in the load balancer, or --transport websocket\n";
        Path flag = directory.resolve("astray");
        try (NodeServer one = NodeServer.start(version);
                NodeServer two = NodeServer.start(version)) {
            for (String astray : List.of("~^POST", "~^GET.*sid=.*polling|^GET.*polling.*sid=")) {
                String routes = "map \"$request_method$args\" $route { default a; \"" + astray + "\" b; }\n";
                try (Nginx nginx = Nginx.start(routes + twoNodes(one, two, "$route", ""))) {
                    Sio.Result result =
                            Sio.run("emit", "--transport", POLLING, url(nginx), "ack", "1", "--ack", "-m", "30s");
                    assertThat(result.err()).as(astray).endsWith(hint);
                }
            }
            try (Nginx nginx = Nginx.start(twoNodes(one, two, "any", ""))) {
                assertThat(Sio.run("tail", url(nginx), "--no-reconnect", "-m", "30s")
                                .err())
                        .contains(hint);
            }
            String upgrades = "map $http_upgrade $route { default a; websocket b; }\n";
            try (Nginx nginx = Nginx.start(upgrades + twoNodes(one, two, "$route", ""));
                    RunningProgram tail = Sio.start("tail", url(nginx))) {
                assertThat(tail.awaitErr(hint))
                        .contains("the upgrade failed, the session continues without it: Engine.IO:");
            }
            String later = "if (-f " + flag + ") { proxy_pass http://b; }";
            try (Nginx nginx = Nginx.start(twoNodes(one, two, "a", later));
                    RunningProgram tail = Sio.start("tail", "--transport", POLLING, url(nginx), "--no-reconnect")) {
                tail.awaitOut("welcome");
                Files.createFile(flag);
                // It ends the waiting poll, and the next one goes to the other node.
                one.emit("/", "[\"news\"]");
                assertThat(tail.exit().err()).endsWith(hint);
            }
        }
    }

    @Test
    void reportsMissingUpgradeAndStaysOnPolling() {
        try (Nginx nginx = location("/", "proxy_pass http://127.0.0.1:%d;".formatted(behind.port()))) {
            String lost = "a proxy removed the Upgrade header of the websocket request"
                    + " (400 Bad Request from NGINX: Bad request)\n";
            assertThat(emit(nginx, POLLING)).isEqualTo(ANSWERED);
            assertFails(
                    nginx,
                    WEBSOCKET,
                    NOT_CONNECTED,
                    "sio: Engine.IO: " + lost
                            + "     try: let the proxy pass Upgrade and Connection, or use --transport polling\n");
            try (RunningProgram tail = Sio.start("tail", url(nginx))) {
                String err = tail.awaitErr("--transport polling\n");
                assertThat(told(err, nginx))
                        .contains("the upgrade failed, the session continues without it: Engine.IO: " + lost);
            }
        }
    }

    @Test
    void namesPathThatTheProxyStrips() {
        try (Nginx nginx =
                location("/socket.io/", "proxy_pass http://127.0.0.1:%d/; UPGRADE;".formatted(behind.port()))) {
            assertFails(nginx, POLLING, NOT_CONNECTED, """
                    sio: HTTP: the server behind the proxy at http://127.0.0.1:PORT has no Socket.IO at /socket.io/ (404 Not Found from NGINX)
                         try: check that the proxy keeps the path (nginx: no slash after the port in proxy_pass), or set --path
                    """);
        }
    }

    /** The page of nginx itself does not come from a server behind it. */
    @Test
    void namesPathThatNginxDoesNotServe() {
        try (Nginx nginx = location("/", "return 404;")) {
            assertFails(nginx, POLLING, NOT_CONNECTED, """
                    sio: HTTP: http://127.0.0.1:PORT is an HTTP server without Socket.IO at /socket.io/ (404 Not Found from NGINX)
                         try: check the port, and set --path if the server uses another engine path
                    """);
        }
    }

    /** Without its trailing slash the path would be redirected. */
    @Test
    void requestsPathWithTrailingSlash() {
        try (Nginx nginx =
                location("/socket.io/", "proxy_pass http://127.0.0.1:%d; UPGRADE;".formatted(behind.port()))) {
            for (String transport : TRANSPORTS) {
                assertThat(emit(nginx, transport, "--path", "/socket.io")).isEqualTo(ANSWERED);
            }
            assertThat(nginx.requests()).noneMatch(line -> line.contains(" | 301 | "));
        }
    }

    /** A cache that compares the whole URL never finds a handshake. */
    @Test
    void avoidsCachedHandshake() {
        try (Nginx nginx = Nginx.start(cache("$uri$is_args$args"))) {
            for (int i = 0; i < 3; i++) {
                assertThat(emit(nginx, POLLING)).isEqualTo(ANSWERED);
            }
            assertThat(nginx.requests().stream().filter(line -> line.startsWith("GET ") && !line.contains("sid=")))
                    .hasSize(3)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void reportsCachedHandshake() {
        try (Nginx nginx = Nginx.start(cache("$uri"))) {
            assertThat(emit(nginx, POLLING)).isEqualTo(ANSWERED);
            assertFails(nginx, POLLING, NOT_CONNECTED, """
                    sio: HTTP: the handshake came from a cache (X-Cache: HIT), with the session of another client (400 Bad Request from NGINX)
                         try: let the cache or CDN pass the engine path to the server
                    """);
        }
    }

    /** A cache that stores every handshake, whatever the server sends. */
    private String cache(String key) {
        return "proxy_cache_path cache keys_zone=c:1m;\n"
                + server(
                        "/",
                        "proxy_cache c; proxy_cache_key " + key + "; proxy_cache_valid 200 1m;"
                                + " proxy_ignore_headers Cache-Control Set-Cookie; add_header X-Cache $upstream_cache_status always;"
                                + " proxy_cache_bypass $arg_sid; proxy_no_cache $arg_sid;"
                                + " proxy_pass http://127.0.0.1:%d; UPGRADE;".formatted(behind.port()));
    }

    @Test
    void namesRedirectTargetAsArgument() {
        try (Nginx nginx = location("/", "return 301 https://app.example.org$request_uri;")) {
            for (String transport : TRANSPORTS) {
                assertFails(nginx, transport, NOT_CONNECTED, """
                        sio: HTTP: http://127.0.0.1:PORT/socket.io/ redirects to https://app.example.org (301 Moved Permanently from NGINX)
                             try: use that address; a redirect to a login page means missing credentials
                        """);
            }
        }
    }

    @Test
    void namesRefusalOfNginx() {
        for (String status : List.of("401 Unauthorized", "403 Forbidden")) {
            try (Nginx nginx = location("/", "return " + status.substring(0, 3) + ";")) {
                for (String transport : TRANSPORTS) {
                    assertFails(nginx, transport, REFUSED, """
                            sio: HTTP: http://127.0.0.1:PORT/socket.io/ refused the request with STATUS from NGINX, before Socket.IO
                                 try: send the header (-H), cookie (-b), --user or --bearer that it requires
                            """.replace("STATUS", status));
                }
            }
        }
    }

    @Test
    void distinguishesStoppedServerFromProxy() throws IOException {
        int closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            closed = free.getLocalPort();
        }
        try (Nginx nginx = location("/", "proxy_pass http://127.0.0.1:%d; UPGRADE;".formatted(closed))) {
            for (String transport : TRANSPORTS) {
                assertFails(nginx, transport, NOT_CONNECTED, """
                        sio: HTTP: the proxy at http://127.0.0.1:PORT cannot reach the server behind it (502 Bad Gateway from NGINX)
                             try: start the server, or correct the proxy's upstream address
                        """);
            }
        }
        try (NodeServer stuck = NodeServer.broken("ws-silent");
                Nginx nginx = location(
                        "/",
                        "proxy_read_timeout 1s; proxy_pass http://127.0.0.1:%d; UPGRADE;".formatted(stuck.port()))) {
            for (String transport : TRANSPORTS) {
                assertFails(nginx, transport, NOT_CONNECTED, """
                        sio: HTTP: the proxy at http://127.0.0.1:PORT timed out waiting for the server behind it (504 Gateway Time-out from NGINX)
                             try: check the load of the server, and the proxy's upstream address
                        """);
            }
        }
    }

    @Test
    void namesRateLimit() {
        for (String status : List.of("503", "429")) {
            try (Nginx nginx = Nginx.start("limit_req_zone $binary_remote_addr zone=slow:1m rate=1r/m;\n"
                    + "limit_req_status " + status + ";\n"
                    + server(
                            "/",
                            "limit_req zone=slow; proxy_pass http://127.0.0.1:%d; UPGRADE;"
                                    .formatted(behind.port())))) {
                String unavailable = """
                        sio: HTTP: http://127.0.0.1:PORT is not available (503 Service Temporarily Unavailable from NGINX)
                             try: try again later; the server behind a proxy may be down or overloaded, or requests are rate-limited
                        """;
                String limited = """
                        sio: HTTP: http://127.0.0.1:PORT/socket.io/ limits the request rate (429 Too Many Requests from NGINX)
                             try: try again later; --transport websocket needs only one request
                        """;
                assertFails(nginx, POLLING, NOT_CONNECTED, status.equals("503") ? unavailable : limited);
            }
        }
    }

    @Test
    void namesTokenThatIsTooLongForHeaderOrUrl() {
        String token = "x".repeat(9_000);
        try (Nginx nginx = location("/", "proxy_pass http://127.0.0.1:%d; UPGRADE;".formatted(behind.port()))) {
            for (String transport : TRANSPORTS) {
                assertFails(nginx, transport, NOT_CONNECTED, """
                        sio: HTTP: the URL or the headers are too long for http://127.0.0.1:PORT/socket.io/ (400 Bad Request from NGINX)
                             try: send long tokens with --auth instead of --query or --header
                        """, "--bearer", token);
                assertFails(nginx, transport, NOT_CONNECTED, """
                        sio: HTTP: the URL or the headers are too long for http://127.0.0.1:PORT/socket.io/ (414 Request-URI Too Large from NGINX)
                             try: send long tokens with --auth instead of --query or --header
                        """, "-q", "token=" + token);
            }
        }
    }

    @Test
    void namesBodyThatIsTooLargeForTheProxy() {
        try (Nginx nginx = location(
                "/", "client_max_body_size 1k; proxy_pass http://127.0.0.1:%d; UPGRADE;".formatted(behind.port()))) {
            assertThat(emit(nginx, POLLING)).isEqualTo(ANSWERED);
            Sio.Result result = Sio.run(
                    "emit", "--transport", POLLING, url(nginx), "ack", "\"" + "x".repeat(2_000) + "\"", "--ack");
            assertThat(result.code()).isNotEqualTo(DONE);
            assertThat(told(result.err(), nginx)).contains("413 Request Entity Too Large from NGINX");
        }
    }

    @Test
    void masksSecretsThatNginxQuotes() {
        String quoting = "return 502 '$http_authorization, $http_cookie, $http_x_api_key, $arg_token';";
        try (Nginx nginx = location("/", quoting)) {
            for (String transport : TRANSPORTS) {
                Sio.Result result = emit(
                        nginx,
                        transport,
                        "-v",
                        "-b",
                        "session=s3ss10n",
                        "-u",
                        "me:hunter2",
                        "-H",
                        "X-API-Key: k3yk3y",
                        "-q",
                        "token=t0k3n");
                assertThat(result.err()).contains("Basic ***, session=***, ***, ***");
            }
        }
    }

    private static String twoNodes(NodeServer one, NodeServer two, String upstream, String directives) {
        return """
                upstream a { server 127.0.0.1:%1$d; }
                upstream b { server 127.0.0.1:%2$d; }
                upstream any { server 127.0.0.1:%1$d; server 127.0.0.1:%2$d; }
                map $cookie_SRV $node { a a; b b; default any; }
                map $upstream_addr $served { "127.0.0.1:%1$d" a; default b; }
                """.formatted(one.port(), two.port())
                + server("/", "proxy_pass http://" + upstream + "; UPGRADE; " + directives);
    }

    private static Nginx location(String path, String directives) {
        return Nginx.start(server(path, directives));
    }

    private static String server(String path, String directives) {
        return "server { listen PORT; location " + path + " { " + directives + " } }\n";
    }

    private static String url(Nginx nginx) {
        return "http://" + nginx.hostAndPort();
    }

    private static void assertFails(Nginx nginx, String transport, ExitCode code, String text, String... more) {
        Sio.Result result = emit(nginx, transport, more);
        assertThat(told(result.err(), nginx)).isEqualTo(text);
        assertThat(result.code()).isEqualTo(code);
    }

    private static Sio.Result emit(Nginx nginx, String transport, String... more) {
        List<String> args = new ArrayList<>(List.of("emit", "--transport", transport, url(nginx), "ack", "1", "--ack"));
        args.addAll(List.of(more));
        return Sio.run(args.toArray(String[]::new));
    }

    private static String told(String err, Nginx nginx) {
        return err.replace(":" + nginx.port(), ":PORT").replaceAll("nginx/[0-9.]+", "NGINX");
    }
}
