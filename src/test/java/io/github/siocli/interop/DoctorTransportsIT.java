package io.github.siocli.interop;

import static io.github.siocli.event.ExitCode.DONE;
import static io.github.siocli.event.ExitCode.NOT_CONNECTED;
import static io.github.siocli.event.ExitCode.REFUSED;
import static io.github.siocli.event.ExitCode.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.Certificates;
import io.github.siocli.testing.Haproxy;
import io.github.siocli.testing.Nginx;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.PythonServer;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks transports and clusters with {@code sio doctor}, healthy and broken. */
class DoctorTransportsIT {

    /** Two nodes that get requests at random are found with near certainty. */
    private static final String MANY_HANDSHAKES = "--handshakes=30";

    private static final String TWO_NODES = """
            frontend all
              bind PORT
              default_backend nodes
            backend nodes
              %s
              server a 127.0.0.1:%d %s
              server b 127.0.0.1:%d %s
            """;

    @TempDir
    private Path directory;

    private final NodeServer healthy = NodeServer.shared(ServerVersion.V4_8);

    private static String twoNodes(String directives, NodeServer one, NodeServer two) {
        boolean hasCookie = directives.startsWith("cookie");
        return TWO_NODES.formatted(
                directives, one.port(), hasCookie ? "cookie a" : "", two.port(), hasCookie ? "cookie b" : "");
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_5", "V4_8"})
    void countsSessionsThatMeetAnotherNode(ServerVersion version) {
        try (NodeServer one = NodeServer.start(version);
                NodeServer two = NodeServer.start(version);
                Haproxy proxy = Haproxy.start(twoNodes("balance roundrobin", one, two))) {
            DoctorReport report = DoctorReport.of(proxy.hostAndPort(), MANY_HANDSHAKES);
            assertThat(report.fact("stickiness"))
                    .matches(
                            "\\d+ of 30 sessions met another node, which does not know them \\(400 Bad Request: Session ID unknown\\)");
            assertThat(report.firstAdvice()).contains("\"use sticky sessions");
            assertThat(report.code()).isEqualTo(NOT_CONNECTED);
            DoctorReport websocket = DoctorReport.of(proxy.hostAndPort(), "--transport", "websocket");
            assertThat(websocket.status("stickiness")).isEqualTo("warning");
            assertThat(websocket.code()).isEqualTo(DONE);
        }
    }

    @Test
    void namesTheCookieThatKeepsASessionOnItsNode() {
        try (NodeServer one = NodeServer.start(ServerVersion.V2_5);
                NodeServer two = NodeServer.start(ServerVersion.V2_5);
                Haproxy proxy = Haproxy.start(twoNodes("cookie NODE insert indirect nocache", one, two))) {
            DoctorReport report = DoctorReport.of(proxy.hostAndPort(), MANY_HANDSHAKES);
            assertThat(report.fact("stickiness"))
                    .matches(
                            "sessions stay on their node only with the cookie NODE: without it \\d+ of 30 met another node");
            assertThat(report.firstAdvice()).contains("\"client code\"").contains("withCredentials: true");
            assertThat(report.status("polling")).isEqualTo("ok");
            assertThat(report.status("upgrade")).isEqualTo("ok");
            assertThat(report.code()).isEqualTo(DONE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void examinesAClusterOfProcesses(boolean isSticky) {
        try (NodeServer cluster = NodeServer.cluster(isSticky)) {
            DoctorReport report = DoctorReport.of(cluster.url(), MANY_HANDSHAKES);
            assertThat(report.fact("stickiness")).contains("30 sessions");
            assertThat(report.status("stickiness")).isEqualTo(isSticky ? "ok" : "failed");
            assertThat(report.code()).isEqualTo(isSticky ? DONE : NOT_CONNECTED);
        }
    }

    @Test
    void findsAnUpgradeThatReachesAnotherNode() {
        try (NodeServer other = NodeServer.start(ServerVersion.V4_8);
                Nginx nginx = Nginx.start(("map $http_upgrade $node { default %d; websocket %d; }\n"
                                + "server { listen PORT; location / { proxy_pass http://127.0.0.1:$node; UPGRADE; } }")
                        .formatted(healthy.port(), other.port()))) {
            DoctorReport report = DoctorReport.of(nginx.hostAndPort());
            assertThat(report.status("websocket")).isEqualTo("ok");
            assertThat(report.fact("upgrade")).contains("Session ID unknown");
            assertThat(report.firstAdvice()).contains("\"use sticky sessions").contains("nginx");
            assertThat(report.code()).isEqualTo(DONE);
        }
    }

    @Test
    void namesTheProxyThatRemovesUpgrade() {
        try (Nginx nginx = nginx("proxy_pass http://127.0.0.1:%d;")) {
            DoctorReport report = DoctorReport.of(nginx.hostAndPort());
            assertThat(report.fact("websocket")).contains("a proxy removed the Upgrade header");
            assertThat(report.firstAdvice())
                    .contains("\"proxy configuration\"")
                    .contains("let nginx pass the header fields Upgrade and Connection")
                    .contains("proxy_set_header Upgrade $http_upgrade;");
            assertThat(report.status("upgrade")).isEqualTo("skipped");
            assertThat(report.code()).isEqualTo(DONE);
            assertThat(DoctorReport.of(nginx.hostAndPort(), "--transport", "websocket")
                            .code())
                    .isEqualTo(NOT_CONNECTED);
        }
    }

    @Test
    void reportsAWebsocketWhoseFramesDoNotArrive() {
        try (NodeServer server = NodeServer.broken("ws-swallow")) {
            DoctorReport report = DoctorReport.of(server.url(), "--connect-timeout", "3s");
            assertThat(report.fact("websocket")).contains("opened the websocket, and then sent no handshake within 3");
            assertThat(report.firstAdvice()).contains("use https");
            assertThat(report.code()).isEqualTo(DONE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesAFrontEndThatSpeaksHttp2Only(boolean isSecure) throws IOException {
        Path pem = Files.writeString(
                directory.resolve("haproxy.pem"),
                Files.readString(Certificates.SIGNED.certificate()) + Files.readString(Certificates.SIGNED.key()));
        String listen = "frontend all\n  bind PORT proto h2 " + (isSecure ? "ssl crt " + pem + " alpn h2" : "")
                + "\n  default_backend node\nbackend node\n  server a 127.0.0.1:" + healthy.port() + "\n";
        try (Haproxy proxy = Haproxy.start(listen)) {
            DoctorReport report = DoctorReport.of((isSecure ? "https://" : "http://") + proxy.hostAndPort(), "-k");
            assertThat(report.fact("handshake")).contains("speaks HTTP/2 only");
            assertThat(report.fact("websocket")).contains("speaks HTTP/2 only");
            assertThat(report.firstAdvice()).contains("accept HTTP/1.1 beside HTTP/2");
            assertThat(report.code()).isEqualTo(NOT_CONNECTED);
        }
    }

    @Test
    void findsAWebsocketThatFailsWithCompression() {
        String refusal = "if ($http_sec_websocket_extensions) { return 400; } ";
        try (Nginx nginx = nginx(refusal + "proxy_pass http://127.0.0.1:%d; UPGRADE;")) {
            DoctorReport report = DoctorReport.of(nginx.hostAndPort());
            assertThat(report.fact("websocket")).contains("fails if the client offers permessage-deflate");
            assertThat(report.code()).isEqualTo(DONE);
        }
        assertThat(DoctorReport.of(NodeServer.shared(ServerVersion.V1_7).url()).fact("websocket"))
                .endsWith(", compressed (permessage-deflate)");
    }

    @Test
    void reportsWebsocketPingsWithoutPongs() {
        try (NodeServer server = NodeServer.engine("{\"autoPong\":false}")) {
            DoctorReport report = DoctorReport.of(server.url(), "--connect-timeout", "2s");
            assertThat(report.status("websocket")).isEqualTo("warning");
            assertThat(report.fact("websocket")).endsWith("does not answer websocket pings");
        }
    }

    @Test
    void reportsAServerThatOffersPollingOnly() {
        try (NodeServer server = NodeServer.broken("code0-polling-only")) {
            DoctorReport report = DoctorReport.of(server.url());
            assertThat(report.status("websocket")).isEqualTo("warning");
            assertThat(report.firstAdvice())
                    .contains("\"server code\"")
                    .contains("transports: [\\\"polling\\\", \\\"websocket\\\"]");
        }
    }

    /** A threading server without a package for websockets, which accepts pages of one origin. */
    @Test
    void namesWhatAPythonServerLacks() {
        try (PythonServer server = PythonServer.start("{\"cors_allowed_origins\":[\"https://shop.example\"]}")) {
            DoctorReport accepted = DoctorReport.of(server.hostAndPort(), "--origin", "https://shop.example");
            assertThat(accepted.code()).isEqualTo(DONE);
            assertThat(accepted.status("browser")).isEqualTo("ok");
            assertThat(accepted.firstAdvice()).contains("\"server code\"").contains("or simple-websocket in Python");
            DoctorReport refused = DoctorReport.of(server.hostAndPort(), "--origin", "https://other.example");
            assertThat(refused.code()).isEqualTo(REFUSED);
            assertThat(refused.firstAdvice()).contains("cors_allowed_origins) accept https://other.example");
        }
    }

    @Test
    void reportsAServerThatOffersWebsocketOnly() {
        try (NodeServer server = NodeServer.broken("code0")) {
            DoctorReport report = DoctorReport.of(server.url(), "--transport", "websocket");
            assertThat(report.status("polling")).isEqualTo("skipped");
            assertThat(report.status("websocket")).isEqualTo("ok");
            assertThat(report.code()).isEqualTo(DONE);
        }
    }

    @Test
    void reportsAServerThatOffersNoUpgrade() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"allowUpgrades\":false}")) {
            DoctorReport report = DoctorReport.of(server.url());
            assertThat(report.status("websocket")).isEqualTo("ok");
            assertThat(report.status("upgrade")).isEqualTo("skipped");
            assertThat(report.firstAdvice()).contains("allowUpgrades: true");
        }
    }

    /** The server opens the websocket, and then sends its refusal as HTTP text. */
    @Test
    void showsTheHttpResponseInsideAWebsocket() {
        DoctorReport report = DoctorReport.of(healthy.url(), "--eio", "3", "--transport", "websocket");
        assertThat(report.status("websocket")).isEqualTo("failed");
        assertThat(report.check("websocket").text()).contains("Unsupported protocol version");
        assertThat(report.code()).isEqualTo(NOT_CONNECTED);
    }

    @Test
    void reportsACachedHandshake() {
        String cache = "proxy_cache_path cache keys_zone=c:1m;\n"
                + "server { listen PORT; location / { proxy_cache c; proxy_cache_key $uri; proxy_cache_valid 200 1m;"
                + " proxy_ignore_headers Cache-Control Set-Cookie; %s"
                + " proxy_cache_bypass $arg_sid; proxy_no_cache $arg_sid; proxy_pass http://127.0.0.1:%d; UPGRADE; } }";
        for (String status : List.of("add_header X-Cache $upstream_cache_status always;", "")) {
            try (Nginx nginx = Nginx.start(cache.formatted(status, healthy.port()))) {
                DoctorReport report = DoctorReport.of(nginx.hostAndPort());
                assertThat(report.fact("polling")).contains("the handshake came from a cache");
                assertThat(report.firstAdvice()).contains("exempt /socket.io/ from the cache");
                assertThat(report.code()).isEqualTo(NOT_CONNECTED);
            }
        }
    }

    @Test
    void reportsAProxyThatRefusesPosts() {
        try (Nginx nginx = nginx("limit_except GET { deny all; } proxy_pass http://127.0.0.1:%d; UPGRADE;")) {
            DoctorReport report = DoctorReport.of(nginx.hostAndPort());
            assertThat(report.fact("polling")).contains("refused a posted payload (403 Forbidden");
            assertThat(report.firstAdvice()).contains("let nginx pass POST requests to /socket.io/");
            assertThat(report.code()).isEqualTo(NOT_CONNECTED);
        }
    }

    @Test
    void reportsPollsThatAreHeldBack() {
        try (NodeServer server = NodeServer.broken("held-polls")) {
            DoctorReport report = DoctorReport.of(server.url(), "--connect-timeout", "2s");
            assertThat(report.fact("polling")).contains("the response to a poll did not arrive within 2 s");
            assertThat(report.firstAdvice()).contains("pass responses on at once");
            assertThat(report.code()).isEqualTo(TIMED_OUT);
        }
    }

    /** The heartbeat is over sooner than the check of polling, which must answer it. */
    @ParameterizedTest
    @EnumSource(names = {"V2_5", "V4_8"})
    void answersFrequentHeartbeats(ServerVersion version) {
        try (NodeServer server = NodeServer.start(version, "{\"pingInterval\":300,\"pingTimeout\":200}")) {
            DoctorReport report = DoctorReport.of(server.url());
            assertThat(report.code()).isEqualTo(DONE);
            assertThat(report.fact("open"))
                    .contains("a ping every 300 ms with a timeout of 200 ms", "meant as seconds?");
            assertThat(report.text()).doesNotContain("different nodes", "another node", "use sticky sessions");
        }
    }

    /** A delay of each request takes longer than the heartbeat, so that the server has ended each session. */
    @Test
    void blamesNoSecondNodeForAnExpiredSession() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8, "{\"pingInterval\":1,\"pingTimeout\":1}")) {
            DoctorReport report = DoctorReport.of(server.url());
            assertThat(report.fact("open")).contains("a ping every 1 ms with a timeout of 1 ms");
            assertThat(report.text()).doesNotContain("different nodes", "another node", "use sticky sessions");
        }
    }

    @Test
    void reportsAConnectionForEachRequest() {
        try (Nginx nginx = nginx("keepalive_timeout 0; proxy_pass http://127.0.0.1:%d; UPGRADE;")) {
            DoctorReport report = DoctorReport.of(nginx.hostAndPort());
            assertThat(report.fact("polling")).contains("each request needs a new connection");
            assertThat(report.firstAdvice()).contains("keepalive_timeout 75s;");
            assertThat(report.code()).isEqualTo(DONE);
        }
    }

    @Test
    void keepsIdleSessionsOpen() {
        DoctorReport report = DoctorReport.of(healthy.url(), "--hold", "700ms");
        assertThat(report.fact("hold")).isEqualTo("polling and websocket stay open for 700 ms");
    }

    @Test
    void findsTheIdleTimeoutOfAProxy() {
        try (Nginx nginx = nginx("proxy_read_timeout 2s; proxy_pass http://127.0.0.1:%d; UPGRADE;")) {
            DoctorReport report = DoctorReport.of(nginx.hostAndPort(), "--hold", "20s");
            assertThat(report.fact("hold")).contains("an idle polling and websocket session ended after");
            assertThat(report.check("hold").text()).contains("504 Gateway Time-out");
            assertThat(report.firstAdvice())
                    .contains("raise the idle timeout above the ping interval of 25 s")
                    .contains("proxy_read_timeout 55s;");
            assertThat(report.code()).isEqualTo(DONE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsAtMostFiftyRequests(ServerVersion version) {
        try (Nginx nginx = Nginx.start("server { listen PORT; location / { proxy_pass http://127.0.0.1:%d; UPGRADE; } }"
                .formatted(NodeServer.shared(version).port()))) {
            String out = Sio.run("doctor", nginx.hostAndPort()).out();
            assertThat(out).doesNotContain("the limit of 50 requests");
            assertThat(nginx.requests()).hasSizeLessThanOrEqualTo(50);
        }
    }

    @Test
    void doesNotTakeARateLimitForAMissingNode() {
        try (Nginx nginx = Nginx.start("limit_req_zone $binary_remote_addr zone=slow:1m rate=1r/m;\n"
                + "server { listen PORT; location / { limit_req zone=slow burst=15 nodelay; limit_req_status 429;"
                + " proxy_pass http://127.0.0.1:%d; UPGRADE; } }".formatted(healthy.port()))) {
            DoctorReport report = DoctorReport.of(nginx.hostAndPort());
            assertThat(report.status("polling")).isEqualTo("ok");
            assertThat(report.status("stickiness")).isEqualTo("warning");
            assertThat(report.fact("stickiness")).contains("limits the request rate (429");
            assertThat(report.code()).isEqualTo(DONE);
        }
    }

    private Nginx nginx(String directives) {
        return Nginx.start("server { listen PORT; location / { " + directives.formatted(healthy.port()) + " } }\n");
    }
}
