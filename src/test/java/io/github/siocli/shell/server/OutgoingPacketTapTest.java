package io.github.siocli.shell.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventQueue;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.HandshakeRequest;
import io.github.siocli.server.fault.Fault;
import io.github.siocli.server.fault.Fault.Kind;
import io.github.siocli.server.fault.FaultInjector;
import io.github.siocli.shell.AckKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class OutgoingPacketTapTest {

    private static final Packet.Event EVENT =
            new Packet.Event("/", EventName.of("a"), Arguments.NONE, OptionalLong.of(3));
    private static final EventSent SENT = new EventSent(
            Instant.EPOCH, "/", EventName.of("a"), Arguments.NONE, OptionalLong.of(3), Optional.of("sid"));

    private final EventQueue queue = new EventQueue(1 << 20);
    private final AckRegistry acks = new AckRegistry();
    private Optional<Fault> fault = Optional.empty();
    private boolean isSessionFaulty;
    private final OutgoingPacketTap tap = new OutgoingPacketTap(
            new FaultInjector() {
                @Override
                public Optional<Fault> onPacket(String sid, Packet packet) {
                    return fault;
                }

                @Override
                public Optional<String> refusesHandshake(HandshakeRequest request) {
                    return Optional.of("why");
                }

                @Override
                public boolean refusesUpgrade(EngineSession session) {
                    return isSessionFaulty;
                }

                @Override
                public boolean omitsHeartbeat(EngineSession session) {
                    return isSessionFaulty;
                }
            },
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            new EventPublisher(queue),
            acks);

    private List<Event> published() throws InterruptedException {
        List<Event> events = new ArrayList<>();
        queue.drainTo(events, 0);
        return events;
    }

    @Test
    void publishesSentEventsOnlyIfAsked() throws InterruptedException {
        tap.onPacket("sid", EVENT);
        assertThat(tap.isPublishing()).isFalse();
        assertThat(published()).isEmpty();
        tap.setPublishing(true);
        tap.onPacket("sid", EVENT);
        tap.onPacket("sid", new Packet.Disconnect("/"));
        assertThat(tap.isPublishing()).isTrue();
        assertThat(published()).containsExactly(SENT);
        assertThat(tap.sentCount()).isEqualTo(2);
    }

    @Test
    void countsEventsWithFaultsUnlessTheFaultReplacesThem() {
        for (Kind kind : Kind.values()) {
            fault = Optional.of(Fault.of(kind));
            assertThat(tap.onPacket("sid", EVENT)).isEqualTo(fault);
        }
        assertThat(tap.sentCount()).isEqualTo(countOf(kind -> kind != Kind.DROP && !kind.isOfSession()));
    }

    private static long countOf(Predicate<Kind> kinds) {
        return Arrays.stream(Kind.values()).filter(kinds).count();
    }

    @Test
    void registersEventsThatAskForAnAcknowledgement() {
        tap.onPacket("sid", EVENT);
        assertThat(acks.removeSent(new AckKey(Optional.of("sid"), "/", 3)))
                .map(AckRegistry.SentEvent::name)
                .contains(EventName.of("a"));
    }

    @Test
    void passesOnTheFaultsOfSessions() {
        assertThat(tap.refusesHandshake(null)).contains("why");
        assertThat(tap.refusesUpgrade(null)).isFalse();
        assertThat(tap.omitsHeartbeat(null)).isFalse();
        isSessionFaulty = true;
        assertThat(tap.refusesUpgrade(null)).isTrue();
        assertThat(tap.omitsHeartbeat(null)).isTrue();
    }
}
