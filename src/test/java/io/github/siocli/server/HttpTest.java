package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.server.engine.EngineLimits;
import io.github.siocli.server.engine.EngineOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks HTTP that is split, chunked, pipelined, too large or too slow. */
class HttpTest {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final int PAYLOAD = 1000;

    private static TestServer served;
    private static TestServer impatient;

    @BeforeAll
    static void start() {
        EngineLimits limits = EngineLimits.DEFAULT.withPayload(PAYLOAD);
        served = serve(limits);
        impatient = serve(limits.withTimes(Duration.ofMillis(300), Duration.ofMillis(400)));
    }

    private static TestServer serve(EngineLimits limits) {
        return TestServer.start(options -> options.withEngine(EngineOptions.DEFAULT.withLimits(limits)));
    }

    @AfterAll
    static void end() {
        served.close();
        impatient.close();
    }

    private static RawClient client() {
        return new RawClient(served.port());
    }

    private static String session() {
        String session = RawClient.polling(served.port(), 4);
        RawClient.post(served.port(), session, "40");
        RawClient.get(served.port(), session);
        return session;
    }

    @Test
    void readsRequestByteByByte() {
        String session = session();
        try (RawClient client = client()) {
            String request =
                    "POST " + session + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 16\r\n\r\n420[\"echo\",\"é\"]";
            for (byte b : request.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
                client.send(new byte[] {b});
            }
            assertThat(client.answer().body()).isEqualTo("ok");
        }
        assertThat(RawClient.get(served.port(), session).body()).isEqualTo("430[\"é\"]");
    }

    @Test
    void readsChunkedBody() {
        String session = session();
        try (RawClient client = client()) {
            client.send("POST " + session + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .send("5\r\n420[\"\r\n")
                    .send("6;x=y\r\necho\",\r\n")
                    .send("2\r\n7]\r\n0\r\nTrailer: z\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("ok");
        }
        assertThat(RawClient.get(served.port(), session).body()).isEqualTo("430[7]");
    }

    @Test
    void sendsContinueForExpectedBody() {
        String session = session();
        try (RawClient client = client()) {
            client.send("POST " + session
                    + " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(100);
            client.send("42[]");
            assertThat(client.answer().status()).isEqualTo(400);
        }
    }

    @Test
    void servesSeveralSessionsOnOneConnection() {
        try (RawClient client = client()) {
            String first = POLLING + "&sid="
                    + RawClient.sid(client.request("GET", POLLING).answer().body());
            String second = POLLING + "&sid="
                    + RawClient.sid(client.request("GET", POLLING).answer().body());
            assertThat(first).isNotEqualTo(second);
            for (String session : new String[] {first, second, first}) {
                RawClient.Answer ok = client.request("POST", session, "", "40").answer();
                assertThat(ok.headers()).containsEntry("connection", "keep-alive");
                assertThat(ok.body()).isEqualTo("ok");
            }
            assertThat(client.request("GET", second).answer().body()).startsWith("40{");
            assertThat(client.request("GET", first).answer().body()).startsWith("40{");
        }
    }

    @Test
    void handlesRequestsBehindWaitingPoll() {
        String session = session();
        try (RawClient client = client()) {
            client.request("GET", session)
                    .request("POST", session, "", "420[\"echo\",1]")
                    .request("GET", "/elsewhere")
                    .request("GET", session);
            assertThat(client.answer().body()).isEqualTo("430[1]");
            assertThat(client.answer().body()).isEqualTo("ok");
            assertThat(client.answer().status()).isEqualTo(404);
            RawClient.post(served.port(), session, "421[\"echo\",2]");
            assertThat(client.answer().body()).isEqualTo("431[2]");
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() {
        try (RawClient client = client()) {
            client.send(("GET /socket.io/?EIO=4&transport=abc HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            + "GET /elsewhere HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .repeat(40));
            for (int i = 0; i < 40; i++) {
                assertThat(client.answer().status()).isEqualTo(400);
                assertThat(client.answer().status()).isEqualTo(404);
            }
        }
    }

    @Test
    void closesConnectionOnRequest() {
        for (String version : new String[] {"1.0\r\n", "1.1\r\nConnection: close\r\n"}) {
            try (RawClient client = client()) {
                client.send("GET " + POLLING + " HTTP/" + version + "Host: localhost\r\n\r\n");
                RawClient.Answer answer = client.answer();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.headers()).containsEntry("connection", "close");
                client.awaitEnd();
            }
        }
    }

    @Test
    void refusesLargeBodyBeforeItArrives() {
        String session = session();
        try (RawClient client = client()) {
            client.send("POST " + session + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000000\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(413);
            client.awaitEnd();
        }
        try (RawClient client = client()) {
            client.send("POST " + session + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + ("100\r\n" + "x".repeat(256) + "\r\n").repeat(5));
            assertThat(client.answer().status()).isEqualTo(413);
            client.awaitEnd();
        }
        assertThat(RawClient.post(served.port(), session, "420[\"echo\"]").body())
                .isEqualTo("ok");
    }

    @Test
    void closesWebsocketForLargeMessage() {
        for (int first : new int[] {0x81, 0x01}) {
            try (RawClient client = RawClient.webSocket(served.port(), "/socket.io/?EIO=4&transport=websocket")) {
                client.text();
                client.frame(first, new byte[PAYLOAD + (first == 0x81 ? 1 : -1)]);
                if (first == 0x01) {
                    client.frame(0x80, new byte[2]);
                }
                assertThat(client.awaitClose()).isEqualTo(1009);
            }
            served.await("closed by transport error");
        }
    }

    @Test
    void refusesLargeHeader() {
        try (RawClient client = client()) {
            client.send("GET " + POLLING + "&x=" + "y".repeat(20_000));
            assertThat(client.answer().status()).isEqualTo(414);
            client.awaitEnd();
        }
        try (RawClient client = client()) {
            client.send("GET " + POLLING + " HTTP/1.1\r\n" + ("A: " + "b".repeat(1000) + "\r\n").repeat(20));
            assertThat(client.answer().status()).isEqualTo(431);
            client.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000\u0001\u0002\r\n\r\n", "hello\r\n\r\n", "GET\r\n\r\n", "\u0016\u0003\u0001\r\n\r\n"})
    void refusesInvalidHttp(String bytes) {
        try (RawClient client = client()) {
            client.send(bytes);
            assertThat(client.answer().status()).isEqualTo(400);
            client.awaitEnd();
        }
    }

    @Test
    void cutsConnectionWithoutRequest() {
        try (RawClient idle = new RawClient(impatient.port());
                RawClient slow = new RawClient(impatient.port())) {
            slow.send("GET " + POLLING + " HTTP/1.1\r\nHos");
            idle.awaitEnd();
            slow.awaitEnd();
        }
    }

    @Test
    void timesOutSlowBody() {
        String session = RawClient.polling(impatient.port(), 4);
        try (RawClient client = new RawClient(impatient.port())) {
            client.send("POST " + session + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n4");
            assertThat(client.answer().status()).isEqualTo(408);
            client.awaitEnd();
        }
    }
}
