package io.github.siocli.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.engine.EngineState;
import io.github.siocli.client.engine.TrafficCounter;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.OversizedPayload;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PayloadLimitTest {

    private static final Instant NOW = Instant.parse("2026-11-25T07:00:00Z");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final EngineState engine = new EngineState(clock, new TrafficCounter());
    private final PayloadLimit limit = new PayloadLimit(engine::handshake, clock);

    @Test
    void warnsOncePerPacketThatIsTooLarge() {
        opened(OptionalLong.of(1_000));
        Packet upload = event("upload", 900);
        assertThat(limit.beforeWrite(List.of(upload), 1_000)).isEmpty();
        assertThat(limit.beforeWrite(List.of(event("small", 1), upload, event("small", 1)), 1_001))
                .contains(new OversizedPayload(
                        NOW, "/", Optional.of(EventName.of("upload")), OptionalLong.of(3), 1_001, 1_000));
        assertThat(limit.beforeWrite(List.of(upload), 5_000)).isEmpty();
        // An equal event is another packet.
        assertThat(limit.beforeWrite(List.of(event("upload", 900)), 1_001)).isPresent();
        limit.done(upload);
        assertThat(limit.beforeWrite(List.of(upload), 1_001)).isPresent();
    }

    @Test
    void warnsOfAcknowledgementsAndConnects() {
        opened(OptionalLong.of(10));
        Packet ack = new Packet.Ack("/chat", 7, Arguments.NONE);
        assertThat(limit.beforeWrite(List.of(ack), 11))
                .contains(new OversizedPayload(NOW, "/chat", Optional.empty(), OptionalLong.of(7), 11, 10));
        Packet connect = new Packet.Connect("/", Optional.of(Json.literal("{}")));
        assertThat(limit.beforeWrite(List.of(new Packet.Disconnect("/x"), connect), 12))
                .contains(new OversizedPayload(NOW, "/", Optional.empty(), OptionalLong.empty(), 12, 10));
        assertThat(limit.beforeWrite(List.of(), 13)).isEmpty();
    }

    @Test
    void namesTheLargestPacketOfAFailure() {
        opened(OptionalLong.of(1_000));
        assertThat(limit.explanation(": ", true)).isEmpty();
        limit.beforeWrite(List.of(event("b", 900)), 950);
        limit.beforeWrite(List.of(event("a", 800)), 850);
        assertThat(limit.explanation(": ", true))
                .isEqualTo(": \"b\" was sent as 950 bytes; the server accepts 1000, so a proxy accepts less");
        assertThat(limit.explanation("; ", false)).isEmpty();
        limit.beforeWrite(List.of(event("c", 1_100)), 1_150);
        assertThat(limit.explanation("; ", false))
                .isEqualTo("; \"c\" was sent as 1150 bytes, and the server accepts 1000");
    }

    @Test
    void doesNotWarnWithoutMaxPayload() {
        opened(OptionalLong.empty());
        assertThat(limit.beforeWrite(List.of(event("a", 1)), 10_000_000)).isEmpty();
        assertThat(limit.explanation(": ", false)).isEmpty();
        assertThat(limit.explanation(": ", true)).isEqualTo(": \"a\" was sent as 10000000 bytes");
    }

    @Test
    void suspectsPayloadsAboveTheLimitOfTheServerOrLargePackets() {
        opened(OptionalLong.of(1_000));
        assertThat(limit.isSuspect(event("a", 1), 1_000)).isFalse();
        assertThat(limit.isSuspect(event("a", 1), 1_001)).isTrue();
        PayloadLimit unknown = new PayloadLimit(
                () -> new Handshake("s", List.of(), Duration.ZERO, Duration.ZERO, OptionalLong.empty()), clock);
        assertThat(unknown.isSuspect(event("a", 10_000_000), 1_000)).isFalse();
        assertThat(unknown.isSuspect(event("a", 1), 10_000_000)).isFalse();
        assertThat(unknown.isSuspect(event("a", 10_000_000), 10_000_000)).isTrue();
        Packet ack = new Packet.Ack("/", 7, Arguments.of(Json.string("x".repeat(10_000_000))));
        assertThat(unknown.isSuspect(ack, 10_000_000)).isTrue();
    }

    @Test
    void describesTheLargestPacket() {
        Packet ack = new Packet.Ack("/", 7, Arguments.of(Json.string("xxx")));
        Packet connect = new Packet.Connect("/", Optional.of(Json.literal("{\"token\":\"xxxxxxxxx\"}")));
        assertThat(PayloadLimit.describe(List.of(event("a", 1), ack, event("b", 2)), 50))
                .isEqualTo("acknowledgement 7 was sent as 50 bytes");
        assertThat(PayloadLimit.describe(List.of(ack, connect, new Packet.Disconnect("/")), 50))
                .isEqualTo("CONNECT was sent as 50 bytes");
    }

    private void opened(OptionalLong maxPayload) {
        engine.sessionOpened(
                Transport.POLLING, new Handshake("s", List.of(), Duration.ofSeconds(1), Duration.ZERO, maxPayload));
    }

    private static Packet event(String name, int size) {
        return new Packet.Event("/", name, Arguments.of(Json.string("x".repeat(size))), OptionalLong.of(3));
    }
}
