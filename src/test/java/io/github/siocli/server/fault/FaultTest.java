package io.github.siocli.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.fault.Fault.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final Packet EVENT = new Packet.Event("/", EventName.of("a"), Arguments.NONE, OptionalLong.empty());
    private static final Packet ACK = new Packet.Ack("/", 0, Arguments.NONE);

    private static List<Kind> kinds(Predicate<Kind> condition) {
        return Arrays.stream(Kind.values()).filter(condition).toList();
    }

    @Test
    void appliesToPacketsByItsKind() {
        assertThat(kinds(kind -> kind.appliesTo(EVENT)))
                .containsExactly(
                        Kind.CLOSE, Kind.CUT, Kind.MALFORMED, Kind.OVERSIZED, Kind.DROP, Kind.DUPLICATE, Kind.DELAY);
        assertThat(kinds(kind -> kind.appliesTo(ACK) && !kind.appliesTo(EVENT)))
                .containsExactly(Kind.NO_ACK, Kind.LATE_ACK);
        assertThat(kinds(kind -> kind.appliesTo(new Packet.Disconnect("/")))).isEmpty();
        assertThat(kinds(Kind::isOfSession)).containsExactly(Kind.CLOSE, Kind.CUT, Kind.MALFORMED, Kind.OVERSIZED);
        assertThat(kinds(kind -> Kind.of(kind.word()).equals(Optional.of(kind))))
                .containsExactly(Kind.values());
        assertThat(Kind.of("none")).isEmpty();
    }

    @Test
    void drawsTimesOfTheWholeRange() {
        Random random = new Random(1);
        DurationRange range = new DurationRange(Duration.ofNanos(3), Duration.ofNanos(5));
        Fault fault = new Fault(Kind.DELAY, range, 7);
        assertThat(random.ints(100).mapToObj(unused -> fault.draw(random)).distinct())
                .containsExactlyInAnyOrder(delay(3), delay(4), delay(5));
        assertThat(DurationRange.of(Duration.ofNanos(9)).draw(random)).isEqualTo(Duration.ofNanos(9));
    }

    private static Fault delay(int nanos) {
        return new Fault(Kind.DELAY, DurationRange.of(Duration.ofNanos(nanos)), 7);
    }

    @Test
    void happensAsOftenAsItsProbabilitySays() {
        Random random = new Random(1);
        assertThat(random.ints(1000)
                        .filter(unused -> new Probability(0.25).sample(random))
                        .count())
                .isBetween(200L, 300L);
        Random untouched = new Random(1);
        Random same = new Random(1);
        assertThat(Probability.ALWAYS.sample(same)).isTrue();
        assertThat(new Probability(0).sample(same)).isFalse();
        assertThat(same.nextInt()).isEqualTo(untouched.nextInt());
    }

    @Test
    void happensAtRandomOnlyWithItsKindAndProbability() {
        FaultInjector always = injector(Probability.ALWAYS);
        assertThat(always.refusesHandshake(null)).isPresent();
        assertThat(always.refusesUpgrade(null)).isTrue();
        assertThat(always.omitsHeartbeat(null)).isTrue();
        assertThat(always.onPacket("sid", EVENT)).map(Fault::kind).contains(Kind.DROP);
        assertThat(always.onPacket("sid", ACK)).map(Fault::kind).contains(Kind.DROP);
        assertThat(always.onPacket("sid", new Packet.Disconnect("/"))).isEmpty();
        FaultInjector never = injector(new Probability(0));
        assertThat(never.refusesHandshake(null)).isEmpty();
        assertThat(never.refusesUpgrade(null)).isFalse();
        assertThat(never.omitsHeartbeat(null)).isFalse();
        assertThat(never.onPacket("sid", EVENT)).isEmpty();
    }

    private static FaultInjector injector(Probability probability) {
        return new Chaos(Map.of(
                        Fault.of(Kind.REFUSE), probability,
                        Fault.of(Kind.NO_UPGRADE), probability,
                        Fault.of(Kind.NO_PING), probability,
                        Fault.of(Kind.DROP), probability))
                .injector(new Random(1));
    }
}
