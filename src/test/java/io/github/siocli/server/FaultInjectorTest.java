package io.github.siocli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineOptions;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.HandshakeRequest;
import io.github.siocli.server.fault.DurationRange;
import io.github.siocli.server.fault.Fault;
import io.github.siocli.server.fault.Fault.Kind;
import io.github.siocli.server.fault.FaultInjector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks the faults that a server injects. */
class FaultInjectorTest {

    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    private Optional<TestServer> served = Optional.empty();

    private TestServer serve(FaultInjector misbehaviour) {
        EngineOptions quick = EngineOptions.DEFAULT.withHeartbeat(Duration.ofMillis(100), Duration.ofMillis(200));
        served = Optional.of(TestServer.start(0, options -> options.withEngine(quick), misbehaviour));
        return served.get();
    }

    @AfterEach
    void end() {
        served.ifPresent(TestServer::close);
    }

    /** Applies a fault to the acknowledgements of a server. */
    private RawClient client(Fault fault) {
        TestServer server = serve(new FaultInjector() {
            @Override
            public Optional<Fault> onPacket(String sid, Packet packet) {
                return packet instanceof Packet.Ack ? Optional.of(fault) : Optional.empty();
            }

            @Override
            public boolean omitsHeartbeat(EngineSession session) {
                return true;
            }
        });
        RawClient client = RawClient.webSocket(server.port(), WEBSOCKET);
        client.text("40");
        for (int i = 0; i < 3; i++) {
            client.text();
        }
        return client.text("420[\"echo\",1]").text("42[\"event-back\",2]");
    }

    @Test
    void dropsPackets() {
        try (RawClient client = client(Fault.of(Kind.DROP))) {
            assertThat(client.text()).isEqualTo("42[\"event-back\",2]");
        }
    }

    @Test
    void repeatsPackets() {
        try (RawClient client = client(Fault.of(Kind.DUPLICATE))) {
            assertThat(client.text()).isEqualTo("430[1]");
            assertThat(client.text()).isEqualTo("430[1]");
            assertThat(client.text()).isEqualTo("42[\"event-back\",2]");
        }
    }

    @Test
    void delaysPackets() {
        try (RawClient client = client(delay(Duration.ofHours(1)))) {
            assertThat(client.text()).isEqualTo("42[\"event-back\",2]");
            assertThat(client.text("42[\"event-back\",3]").text()).isEqualTo("42[\"event-back\",3]");
        }
        end();
        try (RawClient client = client(delay(Duration.ofMillis(1)))) {
            assertThat(List.of(client.text(), client.text()))
                    .containsExactlyInAnyOrder("42[\"event-back\",2]", "430[1]");
        }
    }

    private static Fault delay(Duration time) {
        return new Fault(Kind.DELAY, DurationRange.of(time), 0);
    }

    @Test
    void replacesPackets() {
        try (RawClient client = client(Fault.of(Kind.MALFORMED))) {
            assertThat(client.text()).isEqualTo("42[\"malformed");
        }
    }

    @Test
    void closesSessionsWithCode() {
        try (RawClient client = client(new Fault(Kind.CLOSE, DurationRange.of(Duration.ZERO), 4321))) {
            assertThat(client.awaitClose()).isEqualTo(4321);
        }
    }

    @Test
    void cutsConnections() {
        try (RawClient client = client(Fault.of(Kind.CUT))) {
            client.awaitEnd();
        }
        served.orElseThrow().await("disconnected / forced server close");
    }

    @Test
    void omitsPings() {
        TestServer server = serve(new FaultInjector() {
            @Override
            public boolean omitsHeartbeat(EngineSession session) {
                return true;
            }
        });
        try (RawClient client = RawClient.webSocket(server.port(), WEBSOCKET)) {
            client.text();
            server.awaitTime(Duration.ofMillis(500));
            client.text("40");
            assertThat(client.text()).as("no ping before").startsWith("40{");
        }
    }

    @Test
    void refusesHandshakesAndUpgrades() {
        TestServer server = serve(new FaultInjector() {
            @Override
            public Optional<String> refusesHandshake(HandshakeRequest request) {
                return request.header("X-Mishap");
            }

            @Override
            public boolean refusesUpgrade(EngineSession session) {
                return true;
            }
        });
        String polling = "/socket.io/?EIO=4&transport=polling";
        RawClient.Answer answer = RawClient.once(server.port(), "GET", polling, "X-Mishap: not today\r\n", "");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"code\":4,\"message\":\"not today\"}");
        String session = RawClient.polling(server.port(), 4);
        try (RawClient socket =
                RawClient.webSocket(server.port(), WEBSOCKET + session.substring(session.indexOf("&sid=")))) {
            assertThat(socket.awaitClose()).isEqualTo(1000);
        }
        assertThat(RawClient.post(server.port(), session, "40").body()).isEqualTo("ok");
    }
}
