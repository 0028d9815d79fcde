package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.json.Json;
import io.github.siocli.server.engine.EngineLimits;
import io.github.siocli.server.engine.EngineOptions;
import io.github.siocli.testing.Property;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks that malicious input neither stops the server nor exceeds its limits. */
class HostileTest {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final ServerLimits TIGHT = new ServerLimits(4, 6, 64, 10, 3, 1000, 5);

    private TestServer served;

    @BeforeEach
    void start() {
        start(500, 100, Duration.ofSeconds(20));
    }

    private void start(int sessions, int unused, Duration connectTimeout) {
        EngineOptions engine = EngineOptions.DEFAULT.withLimits(EngineLimits.DEFAULT
                .withPayload(100_000)
                .withSessions(sessions)
                .withUnusedSessions(unused)
                .withQueued(200_000)
                .withInbound(300_000));
        served = TestServer.start(options -> options.withEngine(engine)
                .withLimits(TIGHT)
                .withNamespaces(name -> true)
                .withConnectTimeout(connectTimeout));
    }

    @AfterEach
    void itStillServes() {
        try (RawClient client = connected("/")) {
            client.text("420[\"echo\",\"alive\"]");
            assertThat(client.text()).isEqualTo("430[\"alive\"]");
        }
        served.close();
    }

    private RawClient open() {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            RawClient client = new RawClient(served.port());
            if (client.upgrade(WEBSOCKET).answer().status() == 101) {
                client.text();
                return client;
            }
            client.close();
        }
        throw new AssertionError("no place becomes free");
    }

    private RawClient connected(String nsp) {
        RawClient client = open();
        client.text("40" + nsp + ",");
        assertThat(client.text()).startsWith("40" + (nsp.equals("/") ? "" : nsp + ",") + "{");
        client.text();
        return client;
    }

    @Test
    void survivesRandomFrames() {
        Property.holds(150, random -> {
            try (RawClient client = open()) {
                client.trySend(someFrames(random));
            }
        });
        awaitNobody();
    }

    private static byte[] someFrames(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        if (random.nextBoolean() && bytes.length > 8) {
            // A valid frame, masked with zeros, with a packet that may be invalid.
            String packet = "4" + "0123456ab[]{}\"/-,:".charAt(random.nextInt(18)) + "\"[{,/0-";
            byte[] frame = new byte[6 + packet.length()];
            frame[0] = (byte) 0x81;
            frame[1] = (byte) (0x80 | packet.length());
            System.arraycopy(packet.getBytes(StandardCharsets.US_ASCII), 0, frame, 6, packet.length());
            System.arraycopy(frame, 0, bytes, 0, Math.min(frame.length, bytes.length));
        }
        return bytes;
    }

    @Test
    void survivesRandomPayloads() {
        String alphabet = "0123456789b:/,-[]{}\"\\\u001eé\u0000";
        Property.holds(100, random -> {
            String session = RawClient.polling(served.port(), 3 + random.nextInt(2));
            StringBuilder payload = new StringBuilder(random.nextBoolean() ? "4" : "");
            random.ints(random.nextInt(40), 0, alphabet.length()).forEach(i -> payload.append(alphabet.charAt(i)));
            assertThat(RawClient.post(served.port(), session, payload.toString())
                            .status())
                    .isIn(200, 400);
            RawClient.post(served.port(), session, random.nextBoolean() ? "1" : "1:1");
        });
        awaitNobody();
    }

    private void awaitNobody() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (served.server().query(() -> served.server().sessions()) > 0) {
            assertThat(System.nanoTime()).as("sessions stay").isLessThan(end);
        }
        assertThat(served.server().query(() -> served.server().clients())).isZero();
        assertThat(served.server().query(() -> served.server().namespaces())).isEmpty();
    }

    @Test
    void boundsIncompleteMessages() {
        List<RawClient> crowd = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            crowd.add(connected("/"));
        }
        byte[] much = new byte[90_000];
        Arrays.fill(much, (byte) 'x');
        // Three of them send a fragment of a message that never ends.
        crowd.subList(0, 3).forEach(client -> client.frame(0x01, much).frame(0x89, new byte[1]));
        crowd.subList(0, 3)
                .forEach(client -> assertThat(client.frame().opcode()).isEqualTo(10));
        crowd.get(3).frame(0x01, much).awaitEnd();
        served.await("disconnected / transport close");
        for (int i = 0; i < 20; i++) {
            crowd.get(0).close();
            try (RawClient client = connected("/")) {
                client.frame(
                        0x81, ("420[\"echo\",\"" + "x".repeat(80_000) + "\"]").getBytes(StandardCharsets.US_ASCII));
                assertThat(client.text()).as("what is complete does not count").startsWith("430[");
            }
        }
        crowd.forEach(RawClient::close);
    }

    @Test
    void boundsSessions() {
        served.close();
        start(20, 100, Duration.ofSeconds(45));
        List<RawClient> crowd = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            crowd.add(connected("/"));
        }
        RawClient.Answer refused = RawClient.get(served.port(), POLLING);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).isEqualTo("{\"code\":4,\"message\":\"Too many sessions\"}");
        try (RawClient client = new RawClient(served.port())) {
            assertThat(client.upgrade(WEBSOCKET).answer().body()).isEqualTo("Too many sessions");
        }
        crowd.forEach(RawClient::close);
    }

    private static int pollStatus(int port, String session) {
        return RawClient.post(port, session, "6").status();
    }

    @Test
    void closesOldestUnusedSessionsOfAddressAboveItsLimit() {
        served.close();
        start(500, 3, Duration.ofSeconds(45));
        int port = served.port();
        String joined = RawClient.polling(port, 4);
        RawClient.post(port, joined, "40");
        RawClient waiting = new RawClient(port).request("GET", RawClient.polling(port, 4));
        RawClient websocket = open();
        String third = RawClient.polling(port, 4);
        RawClient.polling(port, 4);
        served.await("surplus polling");
        assertThat(waiting.answer().body()).as("the poll of the oldest one").isEqualTo("1");
        RawClient.polling(port, 4);
        served.await("surplus websocket");
        websocket.awaitClose();
        assertThat(pollStatus(port, third)).isEqualTo(200);
        RawClient.polling(port, 4);
        served.await("surplus polling");
        assertThat(pollStatus(port, third)).isEqualTo(400);
        assertThat(RawClient.get(port, joined).body()).startsWith("40{");
        assertThat(served.server().query(served.server()::sessions)).isEqualTo(4);
        waiting.close();
        websocket.close();
    }

    @Test
    void countsSessionThatLeftAllNamespacesAsUnused() {
        served.close();
        start(500, 2, Duration.ofSeconds(45));
        int port = served.port();
        String left = RawClient.polling(port, 4);
        RawClient.post(port, left, "40\u001e41");
        RawClient.polling(port, 4);
        RawClient.polling(port, 4);
        served.await("surplus polling");
        assertThat(pollStatus(port, left)).isEqualTo(400);
    }

    @Test
    void countsEngineIo3HandshakeAsUnused() {
        served.close();
        start(500, 2, Duration.ofSeconds(45));
        int port = served.port();
        String used = RawClient.polling(port, 3);
        assertThat(RawClient.post(port, used, "1:2").body()).isEqualTo("ok");
        String unused = RawClient.polling(port, 3);
        RawClient.polling(port, 3);
        RawClient.polling(port, 3);
        served.await("surplus polling");
        assertThat(RawClient.post(port, unused, "1:2").status()).isEqualTo(400);
        assertThat(RawClient.post(port, used, "1:2").body()).isEqualTo("ok");
    }

    @Test
    void acceptsNewClientsDespiteUnusedSessions() {
        served.close();
        start(5, 100, Duration.ofSeconds(45));
        for (int i = 0; i < 50; i++) {
            assertThat(RawClient.get(served.port(), POLLING).status()).isEqualTo(200);
        }
        List<RawClient> crowd = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            crowd.add(connected("/"));
        }
        assertThat(RawClient.get(served.port(), POLLING).status()).isEqualTo(503);
        crowd.forEach(RawClient::close);
    }

    @Test
    void endsSessionsWithoutNamespaceAfterConnectTimeout() {
        served.close();
        start(500, 100, Duration.ofMillis(500));
        String session = RawClient.polling(served.port(), 4);
        try (RawClient poll = new RawClient(served.port()).request("GET", session);
                RawClient websocket = open()) {
            websocket.awaitClose();
            assertThat(poll.answer().body()).isEqualTo("1");
            assertThat(RawClient.get(served.port(), session).status()).isEqualTo(400);
        }
    }

    @Test
    void boundsNamespacesOfClient() {
        try (RawClient client = connected("/")) {
            for (int i = 0; i < 3; i++) {
                client.text("40/n" + i + ",");
                assertThat(client.text()).startsWith("40/n" + i);
                client.text();
            }
            client.text("40/one-more,");
            assertThat(client.text()).isEqualTo("44/one-more,{\"message\":\"Too many namespaces\"}");
            client.text("40/" + "x".repeat(100) + ",");
            client.text();
            try (RawClient other = connected("/x")) {
                other.text("40/y,").text();
                other.text();
                other.text("40/z,");
                assertThat(other.text()).as("of all clients together").contains("Too many namespaces");
            }
        }
    }

    @Test
    void refusesLongNamespaceName() {
        try (RawClient client = open()) {
            client.text("40/" + "x".repeat(64) + ",");
            assertThat(client.text()).endsWith("{\"message\":\"Invalid namespace\"}");
        }
    }

    @Test
    void boundsRoomsOfClient() {
        try (RawClient client = connected("/")) {
            for (int i = 0; i < 100; i++) {
                client.text("42[\"join\",\"room " + i + "\"]");
            }
            client.text("420[\"echo\"]");
            assertThat(client.text()).isEqualTo("430[]");
            assertThat(served.server()
                            .query(() -> served.server().namespace("/").rooms()))
                    .as("and its own")
                    .hasSize(11);
        }
    }

    @Test
    void boundsAttachmentsOfPacket() {
        try (RawClient client = connected("/")) {
            client.text("454-[\"x\"]").awaitClose();
        }
        try (RawClient client = connected("/")) {
            client.text("452-[\"x\"]").frame(0x82, new byte[600]).frame(0x82, new byte[600]);
            client.awaitClose();
        }
    }

    @Test
    void boundsAwaitedAcknowledgements() {
        try (RawClient client = connected("/")) {
            for (int i = 0; i < 6; i++) {
                client.text("42[\"ask-me\"]");
            }
            for (int i = 0; i < 5; i++) {
                assertThat(client.text()).isEqualTo("42" + i + "[\"question\",\"why\"]");
            }
            assertThat(client.text()).isEqualTo("42[\"unanswered\",\"TOO_MANY\"]");
        }
    }

    @Test
    void disconnectsClientThatDoesNotRead() {
        Arguments much = Arguments.of(Json.string("x".repeat(50_000)));
        String session = RawClient.polling(served.port(), 4);
        RawClient.post(served.port(), session, "40");
        try (RawClient client = connected("/")) {
            // More than the buffers of the network can hold.
            for (int i = 0; i < 1000; i++) {
                served.server().query(() -> {
                    served.server().namespace("/").emit("flood", much);
                    return true;
                });
            }
            served.await("disconnected / slow reader");
            served.await("disconnected / slow reader");
            client.awaitEnd();
        }
    }

    @Test
    void boundsUnreadEchoes() {
        byte[] payload = ("420[\"echo\",\"" + "x".repeat(10_000) + "\"]").getBytes(StandardCharsets.US_ASCII);
        try (RawClient client = connected("/")) {
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 10_000; i++) {
                    try {
                        client.frame(0x81, payload);
                    } catch (AssertionError closed) {
                        return;
                    }
                }
            });
            writer.start();
            served.await("event echo");
            // The server stops reading it or disconnects it; other clients are served meanwhile.
            for (int i = 0; i < 20; i++) {
                try (RawClient other = connected("/")) {
                    other.text("420[\"echo\"]");
                    assertThat(other.text()).isEqualTo("430[]");
                }
            }
            assertThat(served.server()
                            .query(() -> served.server().namespace("/").sockets().stream()
                                    .mapToLong(socket -> socket.session().queuedBytes())
                                    .max()
                                    .orElse(0)))
                    .isLessThan(2L << 20);
        }
    }

    @Test
    void boundsUnreadPongs() {
        try (RawClient client = connected("/")) {
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 100_000; i++) {
                    try {
                        client.frame(0x89, new byte[100]);
                    } catch (AssertionError closed) {
                        return;
                    }
                }
            });
            writer.start();
            try (RawClient other = connected("/")) {
                other.text("420[\"echo\"]");
                assertThat(other.text()).isEqualTo("430[]");
            }
        }
    }

    @Test
    void doesNotCountPingsAsHeldData() {
        try (RawClient client = connected("/")) {
            // Together more than the limit for all clients.
            for (int i = 0; i < 5000; i++) {
                client.frame(0x89, new byte[100]);
                assertThat(client.frame().opcode()).isEqualTo(10);
            }
        }
    }

    @Test
    void ignoresBytesAfterWebsocketRequest() {
        served.close();
        start(500, 100, Duration.ofMillis(500));
        for (int i = 0; i < 2; i++) {
            try (RawClient client = new RawClient(served.port())) {
                client.send("GET " + WEBSOCKET
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                        + "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
                client.awaitEnd();
            }
        }
    }

    @Test
    void refusesInvalidWebsocketRequest() {
        for (String fields : List.of(
                "Connection: Upgrade\r\nUpgrade: websocket\r\n",
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")) {
            assertThat(RawClient.once(served.port(), "GET", WEBSOCKET, fields, "")
                            .status())
                    .as(fields)
                    .isEqualTo(400);
        }
    }

    @Test
    void refusesUnmaskedFramesAndInvalidText() {
        try (RawClient client = open()) {
            client.send(new byte[] {(byte) 0x81, 2, '4', '0'});
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
        try (RawClient client = open()) {
            client.frame(0x81, new byte[] {'4', (byte) 0xc3, (byte) 0x28});
            assertThat(client.awaitClose()).isEqualTo(1007);
        }
        try (RawClient client = open()) {
            client.frame(0xc1, new byte[] {'4', '0'});
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }
}
