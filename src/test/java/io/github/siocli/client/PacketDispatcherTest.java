package io.github.siocli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.engine.SendQueue;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.DropReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.LifecycleEvent.EventDropped;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.UnjoinedPacket;
import io.github.siocli.event.LifecycleEvent.UnjoinedPacket.PacketContent;
import io.github.siocli.event.ServerFamily;
import io.github.siocli.event.SessionStatus.PendingAck;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.testing.ManualScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacketDispatcherTest {

    private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Arguments ONE = Arguments.of(Json.literal("1"));

    private final List<Event> events = new ArrayList<>();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final AckTracker acks = new AckTracker(events::add, clock, scheduler);
    private final SendReporter reporter = new SendReporter(events::add, acks, clock);
    private final Namespaces namespaces = new Namespaces(
            events::add, acks, new SendQueue(reporter::dropped), clock, scheduler, Duration.ofSeconds(5));
    private final PacketDispatcher dispatcher = new PacketDispatcher(events::add, acks, namespaces, reporter, clock);
    private final RecordingConnection connection = new RecordingConnection();

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    private void connect() {
        namespaces.join("/", null);
        namespaces.attach(connection);
        namespaces.handleOpen(false);
        dispatcher.received(new Packet.Connect("/", Optional.of(Json.literal("{\"sid\":\"a\"}"))), false);
        events.clear();
    }

    private static Packet.Event event(String nsp, String name, OptionalLong id) {
        return new Packet.Event(nsp, name, ONE, id);
    }

    @Test
    void reportsEventsAndAcknowledgementsOfJoinedNamespaces() {
        connect();
        long id = acks.expect("/", EventName.of("asked"), 0, TIMEOUT);
        dispatcher.received(event("/", "a", OptionalLong.of(3)), false);
        dispatcher.received(new Packet.Ack("/", id, ONE), false);
        dispatcher.received(new Packet.Ack("/", 99, ONE), false);
        assertThat(events.get(0)).isInstanceOfSatisfying(EventReceived.class, received -> {
            assertThat(received.name()).isEqualTo(EventName.of("a"));
            assertThat(received.ackId()).isEqualTo(OptionalLong.of(3));
        });
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        AckReceived.class,
                        ack -> assertThat(ack.answeredEmit())
                                .hasValueSatisfying(
                                        emit -> assertThat(emit.name()).isEqualTo(EventName.of("asked"))));
        assertThat(events.get(2))
                .isInstanceOfSatisfying(
                        AckReceived.class, ack -> assertThat(ack.answeredEmit()).isEmpty());
        assertThat(dispatcher.unjoinedCounts()).isEmpty();
    }

    @Test
    void reportsPacketsOfNamespacesThatAreNotJoined() {
        connect();
        dispatcher.received(event("/b", "a", OptionalLong.of(3)), false);
        dispatcher.received(new Packet.Ack("/b", 7, ONE), false);
        dispatcher.received(new Packet.ConnectError("/b", Optional.of(Json.literal("2"))), false);
        dispatcher.received(new Packet.Disconnect("/c"), false);
        assertThat(events)
                .containsExactly(
                        unjoined(
                                new PacketContent(
                                        "/b", "EVENT", Optional.of(EventName.of("a")), OptionalLong.of(3), ONE),
                                1),
                        unjoined(new PacketContent("/b", "ACK", Optional.empty(), OptionalLong.of(7), ONE), 2),
                        unjoined(
                                new PacketContent(
                                        "/b",
                                        "CONNECT_ERROR",
                                        Optional.empty(),
                                        OptionalLong.empty(),
                                        Arguments.of(Json.literal("2"))),
                                3),
                        unjoined(
                                new PacketContent(
                                        "/c", "DISCONNECT", Optional.empty(), OptionalLong.empty(), Arguments.NONE),
                                1));
        assertThat(dispatcher.unjoinedCounts()).hasToString("{/b=3, /c=1}");
    }

    private static UnjoinedPacket unjoined(PacketContent content, long count) {
        return new UnjoinedPacket(NOW, content, false, count);
    }

    @Test
    void marksPacketsOfTheRootThatServersJoinThemselves() {
        UnjoinedPackets packets = new UnjoinedPackets();
        assertThat(packets.count(event("/", "a", OptionalLong.empty()), true, NOW)
                        .autoJoined())
                .isTrue();
        assertThat(packets.count(new Packet.Connect("/", Optional.empty()), true, NOW)
                        .autoJoined())
                .isTrue();
        assertThat(packets.count(event("/", "a", OptionalLong.empty()), false, NOW)
                        .autoJoined())
                .isFalse();
        assertThat(packets.count(event("/b", "a", OptionalLong.empty()), true, NOW)
                        .autoJoined())
                .isFalse();
        assertThat(packets.count(new Packet.Ack("/", 1, ONE), true, NOW).autoJoined())
                .isFalse();
    }

    @Test
    void countsPacketsOfTooManyNamespacesTogether() {
        UnjoinedPackets packets = new UnjoinedPackets();
        for (int i = 0; i < 102; i++) {
            packets.count(event("/" + i, "a", OptionalLong.empty()), false, NOW);
        }
        assertThat(packets.count(event("/99", "a", OptionalLong.empty()), false, NOW)
                        .count())
                .isEqualTo(2);
        assertThat(packets.count(event("/200", "a", OptionalLong.empty()), false, NOW)
                        .count())
                .isEqualTo(3);
        assertThat(packets.counts()).hasSize(101).containsEntry("others", 3L);
    }

    @Test
    void reportsWrittenPackets() {
        connect();
        dispatcher.written(event("/", "a", OptionalLong.empty()));
        dispatcher.written(new Packet.Ack("/", 7, ONE));
        assertThat(events)
                .containsExactly(
                        new EventSent(NOW, "/", EventName.of("a"), ONE, OptionalLong.empty()),
                        new AckSent(NOW, "/", 7, ONE));
        events.clear();
        namespaces.leave("/");
        dispatcher.written(new Packet.Disconnect("/"));
        assertThat(events).singleElement().isInstanceOf(NamespaceDisconnected.class);
    }

    @Test
    void startsTheTimeoutWhenTheEventIsWritten() {
        connect();
        long id = acks.expect("/", EventName.of("a"), 0, TIMEOUT);
        Packet.Event event = event("/", "a", OptionalLong.of(id));
        assertThat(acks.pendingAcks()).containsExactly(new PendingAck("/", id, EventName.of("a"), Optional.empty()));
        scheduler.pass(5_000);
        assertThat(events).isEmpty();
        dispatcher.suspectedTooLarge(event, new AckTimedOut.Large(2_000_000, OptionalLong.of(1_000_000)));
        dispatcher.written(event);
        assertThat(acks.pendingAcks()).containsExactly(new PendingAck("/", id, EventName.of("a"), Optional.of(NOW)));
    }

    @Test
    void forgetsTheAcknowledgementOfADroppedEvent() {
        long id = acks.expect("/", EventName.of("a"), 0, TIMEOUT);
        reporter.dropped(event("/", "a", OptionalLong.of(id)), DropReason.LEFT);
        reporter.dropped(new Packet.Ack("/", 7, ONE), DropReason.LEFT);
        assertThat(acks.pendingAcks()).isEmpty();
        assertThat(events)
                .containsExactly(new EventDropped(NOW, "/", EventName.of("a"), OptionalLong.of(id), DropReason.LEFT));
    }

    @Test
    void reportsTheFirstMessageOfAnotherParserOnce() {
        connection.handshake = connection.handshake.withServer(ServerFamily.SOCKET_IO_2);
        namespaces.join("/chat", null);
        assertThat(dispatcher.receivedForeignMessage()).isFalse();
        namespaces.attach(connection);
        namespaces.handleOpen(false);
        assertThat(dispatcher.receivedForeignMessage()).isTrue();
        assertThat(connection.requests).endsWith("other parser");
        dispatcher.received(new Packet.Connect("/", Optional.empty()), true);
        assertThat(dispatcher.receivedForeignMessage()).isFalse();
    }
}
