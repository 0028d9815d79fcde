package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.server.engine.EngineOptions;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the server against the document of Socket.IO protocol 5, on a raw websocket. */
class SocketConformanceTest {

    private static TestServer served;

    @BeforeAll
    static void start() {
        served = TestServer.start(
                options -> options.withEngine(EngineOptions.DEFAULT.withGenerations(Set.of(Generation.EIO4))));
    }

    @AfterAll
    static void end() {
        served.close();
    }

    private static RawClient open() {
        return open(served);
    }

    private static RawClient open(TestServer server) {
        RawClient client = RawClient.webSocket(server.port(), "/socket.io/?EIO=4&transport=websocket");
        assertThat(client.text()).startsWith("0{");
        return client;
    }

    private static RawClient connected() {
        RawClient client = open();
        client.text("40");
        assertThat(client.text()).startsWith("40{");
        assertThat(client.text()).startsWith("42[\"welcome\"");
        return client;
    }

    @Test
    void connectsRootWithItsOwnId() {
        try (RawClient client = RawClient.webSocket(served.port(), "/socket.io/?EIO=4&transport=websocket")) {
            String engine = RawClient.sid(client.text());
            client.text("40");
            String answer = client.text();
            assertThat(answer).matches("40\\{\"sid\":\"[\\w-]{20}\"}");
            assertThat(RawClient.sid(answer)).isNotEqualTo(engine);
        }
    }

    @Test
    void passesAuthPayloadToTheApplication() {
        try (RawClient client = open()) {
            client.text("40/custom,{\"token\":\"123\"}");
            assertThat(client.text()).startsWith("40/custom,{\"sid\":");
            assertThat(client.text()).startsWith("42/custom,[\"welcome\"").endsWith("\"auth\":{\"token\":\"123\"}}]");
        }
    }

    @Test
    void refusesUnknownNamespace() {
        try (RawClient client = open()) {
            client.text("40/random");
            assertThat(client.text()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
            client.text("40/custom");
            assertThat(client.text()).startsWith("40/custom,{");
        }
    }

    @Test
    void acceptsDelayedConnectDecision() {
        try (RawClient client = open()) {
            client.text("40/later,");
            client.text("40/later,");
            assertThat(client.text()).startsWith("40/later,{");
            assertThat(client.text()).startsWith("42/later,[\"welcome\"");
            client.text("42/later,1[\"echo\"]");
            assertThat(client.text()).isEqualTo("43/later,1[]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"40 41", "40/silent,"})
    void closesSessionWithoutNamespaceAfterTimeout(String packets) {
        try (TestServer hasty = TestServer.start(options -> options.withConnectTimeout(Duration.ofMillis(500)));
                RawClient client = open(hasty)) {
            for (String packet : packets.split(" ")) {
                client.text(packet);
            }
            client.awaitClose();
            hasty.await("closed by forced server close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4abc", "42[\"too early\"]", "4", "45", "451-[\"x\",{\"_placeholder\":true,\"num\":0}]4"})
    void closesSessionForInvalidConnect(String packet) {
        try (RawClient client = open()) {
            client.text(packet).text("4x");
            client.awaitClose();
        }
        served.await("rejected");
        served.await("closed by parse error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4abc",
                "42{}",
                "42[]",
                "42[null]",
                "42abc[\"message-with-ack\",1]",
                "42[\"disconnect\"]",
                "44{}",
                "43[1]",
                "42[\"x\"",
                "451-[\"x\"]\u001e",
                "459999999999-[\"x\"]",
                "4999",
                "42[\"x\"]x"
            })
    void closesSessionForInvalidPacket(String packet) {
        try (RawClient client = connected()) {
            client.text(packet).text("420[\"echo\"]");
            client.awaitClose();
        }
        served.await("rejected");
        served.await("disconnected / parse error");
    }

    @Test
    void closesSessionForUnannouncedBinaryFrame() {
        try (RawClient client = connected()) {
            client.frame(0x82, new byte[] {1, 2, 3}).awaitClose();
        }
        served.await("disconnected / parse error");
    }

    @Test
    void keepsOtherNamespacesAfterLeavingOne() {
        try (RawClient client = connected()) {
            client.text("40/custom");
            client.text();
            client.text();
            client.text("41/custom");
            client.text("420[\"echo\",\"root\"]");
            assertThat(client.text()).isEqualTo("430[\"root\"]");
            client.text("42/custom,1[\"echo\",\"late\"]").text("421[\"echo\",\"still\"]");
            assertThat(client.text()).isEqualTo("431[\"still\"]");
            client.text("40/custom");
            assertThat(client.text()).startsWith("40/custom,{");
        }
    }

    @Test
    void acknowledgesTextAndBytes() {
        try (RawClient client = connected()) {
            client.text("42456[\"echo\",1,\"2\",{\"3\":[true]}]");
            assertThat(client.text()).isEqualTo("43456[1,\"2\",{\"3\":[true]}]");
            client.text("452-789[\"echo\",{\"_placeholder\":true,\"num\":0},{\"x\":{\"_placeholder\":true,\"num\":1}}]")
                    .frame(0x82, new byte[] {1, 2, 3})
                    .frame(0x82, new byte[] {4});
            assertThat(client.text())
                    .isEqualTo("462-789[{\"_placeholder\":true,\"num\":0},{\"x\":{\"_placeholder\":true,\"num\":1}}]");
            assertThat(client.frame().payload()).containsExactly(1, 2, 3);
            assertThat(client.frame().payload()).containsExactly(4);
        }
    }

    @Test
    void timesOutMissingAcknowledgement() {
        try (RawClient client = connected()) {
            client.text("42[\"ask-me\"]");
            assertThat(client.text()).isEqualTo("420[\"question\",\"why\"]");
            client.text("430[\"because\"]").text("430[\"twice\"]").text("43999[\"never asked\"]");
            assertThat(client.text()).isEqualTo("42[\"answered\",\"because\"]");
            client.text("42[\"owe-me\"]");
            assertThat(client.text()).isEqualTo("421[\"question\",\"why\"]");
            assertThat(client.text()).isEqualTo("42[\"unanswered\",\"TIMED_OUT\"]");
        }
    }

    @Test
    void sendsDisconnectToKickedClient() {
        try (RawClient client = connected()) {
            client.text("42[\"kick\"]");
            assertThat(client.text()).isEqualTo("41");
        }
        try (RawClient client = connected()) {
            client.text("42[\"kick-all\"]");
            assertThat(client.text()).isEqualTo("41");
            assertThat(client.frame().closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void survivesExceptionOfTheApplication() {
        try (RawClient client = connected()) {
            client.text("42[\"fail\"]").text("420[\"echo\"]");
            assertThat(client.text()).isEqualTo("430[]");
        }
        served.await("fault: java.lang.IllegalStateException: a fault of the application");
    }
}
