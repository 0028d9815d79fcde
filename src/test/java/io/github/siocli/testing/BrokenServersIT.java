package io.github.siocli.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that each kind of broken server sends the bytes that were recorded from the real failure. */
class BrokenServersIT {

    private static final Duration A_MOMENT = Duration.ofMillis(300);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    spa-html              | 200 OK                              | <!doctype html>
                    express-404           | 404 Not Found                       | Cannot GET /socket.io/
                    bad-gateway-502       | 502 Bad Gateway                     | <center>nginx/1.22.1</center>
                    unavailable-503       | 503 Service Unavailable             | <center>nginx/1.22.1</center>
                    gateway-timeout-504   | 504 Gateway Timeout                 | <center>nginx/1.22.1</center>
                    too-many-429          | 429 Too Many Requests               | Retry-After: 30
                    proxy-login-407       | 407 Proxy Authentication Required   | Proxy-Authenticate: Basic realm="corp"
                    unauthorized-401      | 401 Unauthorized                    | WWW-Authenticate: Basic realm="restricted"
                    forbidden-403-html    | 403 Forbidden                       | <center>nginx/1.22.1</center>
                    headers-too-large-431 | 431 Request Header Fields Too Large | Content-Length: 0
                    tls-port-400          | 400 Bad Request                     | <title>400 The plain HTTP request was sent to HTTPS port
                    redirect-302          | 302 Found                           | /login
                    socketio-0.9          | 200 OK                              | Welcome to socket.io.
                    garbage-200           | 200 OK                              | garbage{{{
                    code0                 | 400 Bad Request                     | {"code":0,"message":"Transport unknown"}
                    code4                 | 403 Forbidden                       | {"code":4,"message":"thou shalt not pass"}
                    code5                 | 400 Bad Request                     | {"code":5,"message":"Unsupported protocol version"}
                    code5-3.1             | 400 Bad Request                     | {"code":5,"message":"Unsupported protocol version"}
                    eio3-only             | 400 Bad Request                     | unsupported version of the Socket.IO
                    eio3-garbage          | 200 OK                              | 86:0{"sid"
                    no-pong-2.5           | 200 OK                              | "pingTimeout":300}2:40
                    no-ping-4.8           | 200 OK                              | "pingTimeout":300
                    plain-ws              | 426 Upgrade Required                | Content-Type: text/plain
                    slow-headers          | 200 OK                              | X-Wait: 1
                    rate-limit-503        | 200 OK                              | 0{"sid":
                    """)
    void answersPolling(String kind, String status, String fragment) throws IOException {
        try (NodeServer server = NodeServer.broken(kind);
                RawHttp http = RawHttp.polling(server.port())) {
            assertThat(http.readUntil(fragment))
                    .startsWith("HTTP/1.1 " + status + "\r\n")
                    .contains(fragment);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    spa-html           | 200 OK          | <!doctype html>
                    bad-gateway-502    | 502 Bad Gateway | <center>nginx/1.22.1</center>
                    code0-polling-only | 400 Bad Request | {"code":0,"message":"Transport unknown"}
                    code3              | 400 Bad Request | {"code":3,"message":"Bad request"}
                    ws-upgrade-refused | 400 Bad Request | {"code":3,"message":"Bad request"}
                    code4              | 400 Bad Request | thou shalt not pass
                    """)
    void answersAnUpgrade(String kind, String status, String fragment) throws IOException {
        try (NodeServer server = NodeServer.broken(kind);
                RawHttp http = RawHttp.websocket(server.port())) {
            assertThat(http.readUntil(fragment))
                    .startsWith("HTTP/1.1 " + status + "\r\n")
                    .contains(fragment);
        }
    }

    @Test
    void refusesTheVersionInsideTheOpenWebsocket() throws IOException {
        try (NodeServer server = NodeServer.broken("code5");
                RawHttp http = RawHttp.websocket(server.port())) {
            assertThat(http.readUntil("Unsupported protocol version"))
                    .startsWith("HTTP/1.1 101 Switching Protocols")
                    .contains("\r\n\r\nHTTP/1.1 400 Bad Request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain-ws", "code5-3.1", "ws-swallow"})
    void opensAWebsocketAndSaysNothing(String kind) throws IOException {
        try (NodeServer server = NodeServer.broken(kind);
                RawHttp http = RawHttp.websocket(server.port())) {
            assertThat(http.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 101 Switching Protocols");
            assertThat(http.staysSilent(A_MOMENT)).isTrue();
        }
    }

    @Test
    void opensWebsocketWithInvalidHandshake() throws IOException {
        try (NodeServer server = NodeServer.broken("ws-wrong-accept");
                RawHttp http = RawHttp.websocket(server.port())) {
            assertThat(http.readUntil("\r\n\r\n")).contains("Sec-WebSocket-Accept: c29tZXRoaW5nIGVsc2Ugb2YgMjA=\r\n");
        }
    }

    @Test
    void opensWebsocketAndSendsInvalidFrame() throws IOException {
        try (NodeServer server = NodeServer.broken("ws-masked-frame");
                RawHttp http = RawHttp.websocket(server.port())) {
            // The response to the key of RFC 6455, section 1.3.
            assertThat(http.readUntil("mask")).contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
        }
    }

    @Test
    void neverAnswers() throws IOException {
        try (NodeServer server = NodeServer.broken("ws-silent");
                RawHttp http = RawHttp.polling(server.port())) {
            assertThat(http.staysSilent(A_MOMENT)).isTrue();
        }
    }

    @Test
    void neverEndsItsHeaders() throws IOException {
        try (NodeServer server = NodeServer.broken("slow-headers");
                RawHttp http = RawHttp.polling(server.port())) {
            assertThat(http.readUntil("X-Wait: 1\r\nX-Wait: 1\r\n")).doesNotContain("\r\n\r\n");
        }
    }

    @Test
    void closesAtOnce() {
        try (NodeServer server = NodeServer.broken("tcp-closer")) {
            assertThat(answerOrReset(server)).isIn("", "reset");
        }
    }

    @Test
    void limitsTheRate() throws IOException {
        try (NodeServer server = NodeServer.broken("rate-limit-503")) {
            try (RawHttp first = RawHttp.polling(server.port())) {
                assertThat(first.readUntil("\"sid\"")).startsWith("HTTP/1.1 200");
            }
            try (RawHttp second = RawHttp.polling(server.port())) {
                assertThat(second.readUntil("nginx")).startsWith("HTTP/1.1 503");
            }
        }
    }

    @Test
    void losesTheSession() {
        try (NodeServer server = NodeServer.broken("code1")) {
            assertThat(OfficialClient.run(server.url(), "{\"transports\":[\"polling\"]}"))
                    .contains("\"error\":\"xhr post error\"")
                    .contains("\"status\":400");
        }
    }

    @Test
    void staysOnPollingIfTheUpgradeIsRefused() {
        try (NodeServer server = NodeServer.broken("ws-upgrade-refused");
                NodeProcess client = OfficialClient.start(server.url(), "{\"stay\":true}")) {
            client.awaitLine(line -> line.contains("\"transport\":\"polling\""), Duration.ofSeconds(10));
            client.awaitLine(
                    line -> line.contains("\"upgradeError\":\"probe error: Error: websocket error\""),
                    Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void diesAfterTheFirstEvent(String transport) {
        try (NodeServer server = NodeServer.broken("close-midway");
                NodeProcess client = OfficialClient.start(
                        server.url(), "{\"stay\":true,\"transports\":[\"%s\"]}".formatted(transport))) {
            client.awaitLine(line -> line.contains("\"transport\":"), Duration.ofSeconds(10));
            client.writeLine("[\"hi\"]");
            client.awaitLine(line -> line.contains("\"disconnect\":"), Duration.ofSeconds(10));
            assertThat(server.log()).hasSize(1);
        }
    }

    @Test
    void namesAvailableKinds() {
        assertThatThrownBy(() -> NodeServer.broken("unheard-of"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no kind \"unheard-of\"")
                .hasMessageContaining("ws-swallow");
    }

    private static String answerOrReset(NodeServer server) {
        try (RawHttp http = RawHttp.polling(server.port())) {
            return http.readUntil("anything");
        } catch (IOException e) {
            return "reset";
        }
    }
}
