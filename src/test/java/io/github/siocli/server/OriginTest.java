package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.server.engine.EngineOptions;
import io.github.siocli.server.engine.OriginPolicy;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which web pages may use a server, by the header fields that browsers send and pages cannot change. */
class OriginTest {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private static TestServer local;
    private static TestServer listed;
    private static TestServer open;

    @BeforeAll
    static void start() {
        local = TestServer.start();
        listed = served(new OriginPolicy(false, Set.of("https://App.example", "http://other.example:8080", "null")));
        open = served(OriginPolicy.ANY);
    }

    private static TestServer served(OriginPolicy policy) {
        return TestServer.start(options -> options.withEngine(EngineOptions.DEFAULT.withOrigins(policy)));
    }

    @AfterAll
    static void end() {
        local.close();
        listed.close();
        open.close();
    }

    private static RawClient.Answer request(TestServer served, String method, String target, String fields) {
        try (RawClient client = new RawClient(served.port())) {
            return client.send(method + " " + target + " HTTP/1.1\r\n" + fields + "\r\n")
                    .answer();
        }
    }

    private static RawClient.Answer poll(TestServer served, String fields) {
        return request(served, "GET", POLLING, fields);
    }

    private static int upgrade(TestServer served, String fields) {
        return request(served, "GET", WEBSOCKET, UPGRADE + fields).status();
    }

    private static void assertAllowed(TestServer served, String fields) {
        assertThat(poll(served, fields).status()).isEqualTo(200);
        assertThat(upgrade(served, fields)).isEqualTo(101);
    }

    private static void assertRefused(TestServer served, String fields, String message) {
        RawClient.Answer answer = poll(served, fields);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"code\":4,\"message\":\"" + message + "\"}");
        served.await("foreign ");
        RawClient.Answer websocket = request(served, "GET", WEBSOCKET, UPGRADE + fields);
        assertThat(websocket.status()).isEqualTo(403);
        assertThat(websocket.body()).isEqualTo(message);
        served.await("foreign ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:5173",
                "https://localhost:8443",
                "HTTP://LOCALHOST:5173",
                "http://127.0.0.1:8080",
                "http://[::1]:5173",
                "http://app.localhost:3000",
                "http://0.0.0.0:8000"
            })
    void allowsPagesOfThisMachine(String origin) {
        String fields = "Host: localhost:3000\r\nOrigin: " + origin + "\r\n";
        assertAllowed(local, fields);
        assertAllowed(listed, fields);
        assertThat(poll(local, fields).headers())
                .containsEntry("access-control-allow-origin", origin)
                .containsEntry("access-control-allow-credentials", "true")
                .containsEntry("vary", "origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "file://",
                "http://localhost.evil.example",
                "http://127.0.0.1.evil.example",
                "http://localhost@evil.example",
                "http://evil.example@localhost",
                "http://localhost http://evil.example",
                "http://localhost, http://evil.example",
                "http://localhost/",
                "ws://localhost",
                "localhost",
                "chrome-extension://abcdef",
                "*",
                ""
            })
    void refusesPagesOfOtherSites(String origin) {
        String fields = "Host: localhost:3000\r\nOrigin: " + origin + "\r\n";
        assertRefused(local, fields, "Origin not allowed");
        assertThat(poll(local, fields).headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void refusesASecondOriginThatIsForeign() {
        assertRefused(
                local,
                "Host: localhost\r\nOrigin: http://localhost\r\nOrigin: http://evil.example\r\n",
                "Origin not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example:3000", "x", "192.0.2.99", "localhost.evil.example", "a b", "localhost:1:2"})
    void refusesHostsThatAreNotThisMachine(String host) {
        assertRefused(local, "Host: " + host + "\r\n", "Host not allowed");
        assertRefused(listed, "Host: " + host + "\r\nOrigin: http://localhost:5173\r\n", "Host not allowed");
    }

    @Test
    void refusesASecondHostThatIsForeign() {
        assertRefused(local, "Host: localhost\r\nHost: evil.example\r\n", "Host not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:3000", "LOCALHOST", "localhost.", "127.0.0.1:1", "[::1]:3000", "a.localhost"})
    void allowsHostsThatAreThisMachine(String host) {
        assertAllowed(local, "Host: " + host + "\r\n");
    }

    @Test
    void allowsProgramsThatSendNoHost() {
        try (RawClient client = new RawClient(local.port())) {
            assertThat(client.send("GET " + POLLING + " HTTP/1.0\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesImagesAndScriptsOfOtherSites() {
        assertRefused(local, "Host: localhost\r\nSec-Fetch-Site: cross-site\r\n", "Cross-site request not allowed");
        assertThat(poll(local, "Host: localhost\r\nSec-Fetch-Site: none\r\n").status())
                .isEqualTo(200);
        // A page of http://localhost that polls http://127.0.0.1 is of another site, too.
        assertThat(poll(local, "Host: 127.0.0.1\r\nOrigin: http://localhost\r\nSec-Fetch-Site: cross-site\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesRequestsToASessionThatIsOpen() {
        String session = RawClient.polling(local.port(), 4);
        String origin = "Host: localhost\r\nOrigin: http://evil.example\r\n";
        assertThat(request(local, "POST", session, origin + "Content-Length: 2\r\n\r\n40")
                        .status())
                .isEqualTo(403);
        assertThat(request(local, "GET", session, origin).status()).isEqualTo(403);
        assertThat(request(local, "GET", session + "&transport=websocket", UPGRADE + origin)
                        .status())
                .isEqualTo(403);
        RawClient.post(local.port(), session, "40");
        assertThat(RawClient.get(local.port(), session).body()).startsWith("40{");
    }

    @Test
    void allowsListedOriginsAndTheirHosts() {
        assertAllowed(listed, "Host: localhost\r\nOrigin: https://app.example\r\n");
        assertAllowed(listed, "Host: localhost\r\nOrigin: https://app.example:443\r\n");
        assertAllowed(listed, "Host: app.example\r\nOrigin: https://app.example\r\n");
        assertAllowed(listed, "Host: OTHER.example:3000\r\n");
        assertAllowed(listed, "Host: localhost\r\nOrigin: null\r\n");
        assertAllowed(listed, "Host: localhost\r\nOrigin: file://\r\n");
        assertRefused(listed, "Host: localhost\r\nOrigin: http://app.example\r\n", "Origin not allowed");
        assertRefused(listed, "Host: localhost\r\nOrigin: http://other.example\r\n", "Origin not allowed");
        assertRefused(listed, "Host: localhost\r\nOrigin: https://sub.app.example\r\n", "Origin not allowed");
    }

    @Test
    void allowsEveryOriginAndHostIfAskedTo() {
        String fields = "Host: evil.example\r\nOrigin: http://evil.example\r\n";
        assertAllowed(open, fields);
        assertThat(poll(open, fields).headers())
                .containsEntry("access-control-allow-origin", "http://evil.example")
                .doesNotContainKey("access-control-allow-credentials");
        assertThat(poll(open, "Host: localhost\r\nOrigin: http://localhost:5173\r\n")
                        .headers())
                .containsEntry("access-control-allow-credentials", "true");
    }

    @Test
    void answersPreflightRequestsOfAllowedPagesOnly() {
        String asked = "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-token\r\n";
        RawClient.Answer allowed =
                request(local, "OPTIONS", POLLING, "Host: localhost:3000\r\nOrigin: http://localhost:5173\r\n" + asked);
        assertThat(allowed.status()).isEqualTo(204);
        assertThat(allowed.headers())
                .containsEntry("access-control-allow-origin", "http://localhost:5173")
                .containsEntry("access-control-allow-methods", "GET,POST,OPTIONS")
                .containsEntry("access-control-allow-headers", "x-token")
                .containsEntry("access-control-allow-credentials", "true");
        RawClient.Answer refused =
                request(local, "OPTIONS", POLLING, "Host: localhost:3000\r\nOrigin: http://evil.example\r\n" + asked);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void reportsRefusedRequests() {
        poll(local, "Host: localhost\r\nOrigin: http://evil.example\r\n");
        local.await("foreign ORIGIN http://evil.example");
        poll(local, "Host: rebound.example:3000\r\n");
        local.await("foreign HOST rebound.example:3000");
        poll(local, "Host: rebound.example\r\nOrigin: http://rebound.example\r\n");
        local.await("foreign ORIGIN http://rebound.example");
        poll(local, "Host: localhost\r\nOrigin: null\r\n");
        local.await("foreign OPAQUE_ORIGIN null");
    }
}
