package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.server.engine.EngineOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the server against the documents of Engine.IO protocol 3 and 4, on raw sockets. */
class EngineConformanceTest {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    private static TestServer served;

    /** The heartbeat is so slow that no ping arrives between the packets of a test. */
    @BeforeAll
    static void start() {
        served = serve(Duration.ofSeconds(300), Duration.ofSeconds(200));
    }

    private static TestServer serve(Duration pingInterval, Duration pingTimeout) {
        EngineOptions engine = EngineOptions.DEFAULT.withHeartbeat(pingInterval, pingTimeout);
        return TestServer.start(options -> options.withEngine(engine));
    }

    @AfterAll
    static void end() {
        served.close();
    }

    private static int port() {
        return served.port();
    }

    @Test
    void opensPollingSessionWithHandshake() {
        RawClient.Answer answer = RawClient.get(port(), POLLING);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("content-type", "text/plain; charset=UTF-8")
                .containsEntry("cache-control", "no-store");
        assertThat(answer.body())
                .matches("0\\{\"sid\":\"[\\w-]{20}\",\"upgrades\":\\[\"websocket\"],\"pingInterval\":300000,"
                        + "\"pingTimeout\":200000,\"maxPayload\":1000000}");
    }

    @Test
    void opensWebsocketSessionWithHandshake() {
        try (RawClient client = RawClient.webSocket(port(), WEBSOCKET)) {
            assertThat(client.text())
                    .matches("0\\{\"sid\":\"[\\w-]{20}\",\"upgrades\":\\[],\"pingInterval\":300000,"
                            + "\"pingTimeout\":200000,\"maxPayload\":1000000}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, '', 0, Transport unknown",
        "GET, '?EIO=4', 0, Transport unknown",
        "GET, '?EIO=4&transport=abc', 0, Transport unknown",
        "GET, '?EIO=4&transport=polling&sid=nobody', 1, Session ID unknown",
        "POST, '?EIO=4&transport=polling&sid=nobody', 1, Session ID unknown",
        "POST, '?EIO=4&transport=polling', 2, Bad handshake method",
        "PUT, '?EIO=4&transport=polling', 2, Bad handshake method",
        "OPTIONS, '?EIO=4&transport=polling', 2, Bad handshake method",
        "GET, '?EIO=4&transport=websocket', 3, Bad request",
        "GET, '?transport=polling', 5, Unsupported protocol version",
        "GET, '?EIO=abc&transport=polling', 5, Unsupported protocol version",
        "GET, '?EIO=5&transport=polling', 5, Unsupported protocol version",
        "GET, '?EIO=4&transport=polling&j=0', 3, JSONP polling is not supported"
    })
    void handshakesAreRefusedAsTheReferenceServerDoes(String method, String query, int code, String message) {
        RawClient.Answer answer = RawClient.once(port(), method, "/socket.io/" + query, "", "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        assertThat(answer.body()).isEqualTo("{\"code\":%d,\"message\":\"%s\"}".formatted(code, message));
    }

    @ParameterizedTest
    @CsvSource({
        "'?EIO=4&transport=abc', Transport unknown",
        "'?EIO=4&transport=websocket&sid=nobody', Session ID unknown",
        "'?EIO=4&transport=polling', Bad request",
        "'?transport=websocket', Unsupported protocol version",
        "'?EIO=abc&transport=websocket', Unsupported protocol version"
    })
    void websocketsAreRefusedInPlainWords(String query, String message) {
        try (RawClient client = new RawClient(port())) {
            RawClient.Answer answer = client.upgrade("/socket.io/" + query).answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo(message);
        }
    }

    @Test
    void returnsNotFoundForOtherPath() {
        assertThat(RawClient.get(port(), "/").status()).isEqualTo(404);
        assertThat(RawClient.get(port(), "/socket.io/deeper?EIO=4&transport=polling")
                        .status())
                .isEqualTo(404);
        assertThat(RawClient.get(port(), "/socket.io?EIO=4&transport=polling").status())
                .isEqualTo(200);
    }

    /** EngineSessionTest checks the packets and times of a heartbeat, with a clock that stands still. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void endsSessionsOfSilentClients(int eio) {
        try (TestServer hasty = serve(Duration.ofMillis(100), Duration.ofMillis(100));
                RawClient client = RawClient.webSocket(hasty.port(), "/socket.io/?transport=websocket&EIO=" + eio)) {
            client.awaitEnd();
            hasty.await("closed by ping timeout");
        }
    }

    @Test
    void answersPingOfEngineIo3WithItsData() {
        try (RawClient client = RawClient.webSocket(port(), "/socket.io/?EIO=3&transport=websocket")) {
            client.text();
            assertThat(client.text()).isEqualTo("40");
            assertThat(client.text()).startsWith("42[\"welcome\"");
            client.text("2hello");
            assertThat(client.text()).isEqualTo("3hello");
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 2", "3, 3"})
    void endsSessionForHeartbeatInTheWrongDirection(int eio, String packet) {
        try (RawClient client = RawClient.webSocket(port(), "/socket.io/?transport=websocket&EIO=" + eio)) {
            client.text(packet);
            client.awaitClose();
        }
        served.await("closed by transport error");
    }

    @Test
    void acceptsAndSendsSeveralPacketsPerPayload() {
        String session = RawClient.polling(port(), 4);
        assertThat(RawClient.post(port(), session, "40\u001e420[\"echo\",1]\u001e421[\"echo\",\"€\"]")
                        .body())
                .isEqualTo("ok");
        String payload = RawClient.get(port(), session).body();
        assertThat(payload.split("\u001e"))
                .satisfiesExactly(
                        connect -> assertThat(connect).startsWith("40{\"sid\":"),
                        welcome -> assertThat(welcome).startsWith("42[\"welcome\","),
                        first -> assertThat(first).isEqualTo("430[1]"),
                        second -> assertThat(second).isEqualTo("431[\"€\"]"));
    }

    @Test
    void encodesBytesAsBase64InPayload() {
        String session = connectedByPolling();
        RawClient.post(port(), session, "451-[\"event-back\",{\"_placeholder\":true,\"num\":0}]\u001ebAQIDBA==");
        assertThat(RawClient.get(port(), session).body())
                .isEqualTo("451-[\"event-back\",{\"_placeholder\":true,\"num\":0}]\u001ebAQIDBA==");
    }

    /** The official Java client breaks its Base64 into lines; nothing else is accepted. */
    @Test
    void readsBase64StrictlyExceptLineBreaks() {
        String event = "451-[\"event-back\",{\"_placeholder\":true,\"num\":0}]\u001e";
        String session = connectedByPolling();
        RawClient.post(port(), session, event + "bAQID\nBA==\n");
        assertThat(RawClient.get(port(), session).body()).endsWith("\u001ebAQIDBA==");
        assertThat(RawClient.post(port(), session, event + "bAQ!D").body())
                .isEqualTo("{\"code\":3,\"message\":\"Bad request: a binary packet that is not Base64:"
                        + " unexpected \\\"!\\\" at character 3 of the Base64\"}");
    }

    @Test
    void refusesPayloadThatIsNotUtf8() {
        String session = connectedByPolling();
        try (RawClient client = new RawClient(port())) {
            client.send(("POST " + session
                            + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 11\r\n\r\n42[\"a\",\"\u00ff\"]")
                    .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.answer().body())
                    .isEqualTo("{\"code\":3,\"message\":\"Bad request: text that is not UTF-8 at byte 8\"}");
        }
    }

    private static String connectedByPolling() {
        String session = RawClient.polling(port(), 4);
        RawClient.post(port(), session, "40");
        RawClient.get(port(), session);
        return session;
    }

    @Test
    void usesTextFramingIfTheClientWantsBase64() {
        String target = "/socket.io/?EIO=3&transport=polling&b64=1";
        String open = RawClient.get(port(), target).body();
        assertThat(open).matches("(?s)\\d+:0\\{.*}2:40\\d+:42\\[\"welcome\".*");
        String session = target + "&sid=" + RawClient.sid(open);
        RawClient.post(
                port(), session, "54:451-[\"event-back\",{\"_placeholder\":true,\"num\":0},\"é😀\"]10:b4AQIDBA==");
        assertThat(RawClient.get(port(), session).body())
                .isEqualTo("54:451-[\"event-back\",{\"_placeholder\":true,\"num\":0},\"é😀\"]10:b4AQIDBA==");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void sendsBase64InLaterPollsIfTheHandshakeAskedForIt(int eio) {
        String open = RawClient.get(port(), "/socket.io/?EIO=" + eio + "&transport=polling&b64=1")
                .body();
        String session = "/socket.io/?EIO=" + eio + "&transport=polling&sid=" + RawClient.sid(open);
        if (eio == 4) {
            RawClient.post(port(), session, "40");
            RawClient.get(port(), session);
        }
        String head = "451-[\"event-back\",{\"_placeholder\":true,\"num\":0},\"é😀\"]";
        String event = eio == 3 ? "54:" + head + "10:b4AQIDBA==" : head + "\u001ebAQIDBA==";
        RawClient.post(port(), session, event);
        assertThat(RawClient.get(port(), session).body()).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource({"3, b4AQIDBA==", "4, bAQIDBA=="})
    void sendsBase64OverWebsocketIfTheHandshakeAskedForIt(int eio, String bytes) {
        String event = "451-[\"event-back\",{\"_placeholder\":true,\"num\":0}]";
        try (RawClient client = RawClient.webSocket(port(), "/socket.io/?EIO=" + eio + "&transport=websocket&b64=1")) {
            client.text();
            if (eio == 4) {
                client.text("40");
            }
            assertThat(client.text()).startsWith("40");
            assertThat(client.text()).startsWith("42[\"welcome\"");
            client.text(event).text(bytes);
            assertThat(client.text()).isEqualTo(event);
            assertThat(client.text()).isEqualTo(bytes);
        }
    }

    @Test
    void sendsBase64AfterUpgradeIfTheHandshakeAskedForIt() {
        String open = RawClient.get(port(), "/socket.io/?EIO=3&transport=polling&b64=1")
                .body();
        String sid = RawClient.sid(open);
        try (RawClient client = RawClient.webSocket(port(), "/socket.io/?EIO=3&transport=websocket&sid=" + sid)) {
            client.text("2probe");
            assertThat(client.text()).isEqualTo("3probe");
            client.text("5");
            String event = "451-[\"event-back\",{\"_placeholder\":true,\"num\":0}]";
            client.text(event).text("b4AQIDBA==");
            assertThat(client.text()).isEqualTo(event);
            assertThat(client.text()).isEqualTo("b4AQIDBA==");
        }
    }

    /** The official Java client breaks Base64 into lines. */
    @ParameterizedTest
    @CsvSource({"3, b4", "4, b"})
    void acceptsLinesInBase64OverWebsocket(int eio, String prefix) {
        String event = "451-[\"event-back\",{\"_placeholder\":true,\"num\":0}]";
        try (RawClient client = RawClient.webSocket(port(), "/socket.io/?EIO=" + eio + "&transport=websocket&b64=1")) {
            client.text();
            if (eio == 4) {
                client.text("40");
            }
            assertThat(client.text()).startsWith("40");
            assertThat(client.text()).startsWith("42[\"welcome\"");
            client.text(event).text(prefix + "AQID\r\nBA==\n");
            assertThat(client.text()).isEqualTo(event);
            assertThat(client.text()).isEqualTo(prefix + "AQIDBA==");
        }
    }

    @ParameterizedTest
    @CsvSource({"3, b", "3, bAQID", "3, b4A", "4, bA"})
    void malformedBase64ClosesTheWebsocket(int eio, String packet) {
        try (RawClient client = RawClient.webSocket(port(), "/socket.io/?EIO=" + eio + "&transport=websocket")) {
            client.text();
            client.text(packet);
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }

    @Test
    void usesBinaryFramingForBytes() {
        String session = RawClient.polling(port(), 3);
        String event = "451-[\"event-back\",{\"_placeholder\":true,\"num\":0}]";
        String payload = "\0\4\10\u00ff" + event + "\1\5\u00ff\4\1\2\3\u00fe";
        byte[] body = payload.getBytes(StandardCharsets.ISO_8859_1);
        try (RawClient client = new RawClient(port())) {
            client.send("POST " + session + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n"
                            + "Content-Length: " + body.length + "\r\n\r\n")
                    .send(body);
            assertThat(client.answer().body()).isEqualTo("ok");
            client.send("GET " + session + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answer = new String(readAll(client), StandardCharsets.ISO_8859_1);
            assertThat(answer).contains("application/octet-stream").endsWith("\r\n\r\n" + payload);
        }
    }

    private static byte[] readAll(RawClient client) {
        var all = new ByteArrayOutputStream();
        try {
            while (true) {
                all.writeBytes(client.bytes(1));
            }
        } catch (AssertionError end) {
            return all.toByteArray();
        }
    }

    @Test
    void endsSessionForOverlappingPolls() {
        String session = RawClient.polling(port(), 4);
        try (RawClient first = new RawClient(port())) {
            first.request("GET", session);
            awaitPoll(port());
            assertThat(RawClient.get(port(), session).status()).isEqualTo(400);
            RawClient.Answer answer = first.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("1");
        }
        assertThat(RawClient.get(port(), session).body()).contains("\"code\":1");
    }

    /** A response on another connection shows that everything sent before it was read. */
    private static void awaitPoll(int port) {
        for (int i = 0; i < 3; i++) {
            RawClient.get(port, "/");
        }
    }

    @Test
    void endsSessionForCancelledPoll() {
        String session = RawClient.polling(port(), 4);
        RawClient.post(port(), session, "40/dyn-cancelled,");
        RawClient.get(port(), session);
        try (RawClient poll = new RawClient(port())) {
            poll.request("GET", session);
            awaitPoll(port());
        }
        served.await("disconnected /dyn-cancelled transport error");
        assertThat(RawClient.get(port(), session).body()).contains("\"code\":1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "4\u001e", "b***", "9", "0{}"})
    void endsPollingSessionForInvalidPacket(String payload) {
        String session = RawClient.polling(port(), 4);
        assertThat(RawClient.post(port(), session, payload).status()).isEqualTo(400);
        assertThat(RawClient.get(port(), session).body()).matches("1|.*\"code\":1.*");
        assertThat(RawClient.get(port(), session).body()).contains("\"code\":1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", ":", "3:40", "x:40", "99999999999:40", "0:", "2:b9"})
    void endsSessionForInvalidEngineIo3Payload(String payload) {
        String session = RawClient.polling(port(), 3);
        assertThat(RawClient.post(port(), session, payload).status()).isEqualTo(400);
    }

    @Test
    void endsSessionForClosePacket() {
        String session = RawClient.polling(port(), 4);
        try (RawClient poll = new RawClient(port())) {
            poll.request("GET", session);
            awaitPoll(port());
            assertThat(RawClient.post(port(), session, "1").body()).isEqualTo("ok");
            assertThat(poll.answer().body()).isEqualTo("6");
        }
        served.await("closed by transport close");
        assertThat(RawClient.get(port(), session).body()).contains("\"code\":1");
    }

    @Test
    void acceptsClosePacketBeforeThePollResponse() {
        String session = RawClient.polling(port(), 4);
        assertThat(RawClient.post(port(), session, "1").body()).isEqualTo("ok");
        served.await("closed by transport close");
        assertThat(RawClient.get(port(), session).body()).isEqualTo("6");
        assertThat(RawClient.get(port(), session).body()).contains("\"code\":1");
    }

    @Test
    void upgradesToWebsocket() {
        String session = RawClient.polling(port(), 4);
        String sid = session.substring(session.indexOf("&sid="));
        try (RawClient poll = new RawClient(port());
                RawClient socket = RawClient.webSocket(port(), WEBSOCKET + sid)) {
            poll.request("GET", session);
            awaitPoll(port());
            socket.text("2probe");
            assertThat(socket.text()).isEqualTo("3probe");
            assertThat(poll.answer().body()).isEqualTo("6");
            RawClient.post(port(), session, "40");
            socket.text("5");
            served.await("upgraded to websocket");
            assertThat(socket.text()).startsWith("40{");
            assertThat(socket.text()).startsWith("42[\"welcome\"");
            assertThat(RawClient.get(port(), session).body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
            try (RawClient second = RawClient.webSocket(port(), WEBSOCKET + sid)) {
                assertThat(second.awaitClose()).isEqualTo(1000);
            }
            socket.text("420[\"echo\",1]");
            assertThat(socket.text()).isEqualTo("430[1]");
        }
    }

    @Test
    void staysOnPollingIfTheUpgradeIsNotProbed() {
        String session = RawClient.polling(port(), 4);
        String sid = session.substring(session.indexOf("&sid="));
        for (String wrong : List.of("5", "2", "4hello", "3probe")) {
            try (RawClient socket = RawClient.webSocket(port(), WEBSOCKET + sid)) {
                socket.text(wrong);
                assertThat(socket.awaitClose()).isEqualTo(1000);
            }
        }
        try (RawClient socket = RawClient.webSocket(port(), WEBSOCKET + sid)) {
            assertThat(socket.frame(0x82, new byte[] {1}).awaitClose()).isEqualTo(1000);
        }
        assertThat(RawClient.post(port(), session, "40").body()).isEqualTo("ok");
        assertThat(RawClient.get(port(), session).body()).startsWith("40{");
    }
}
