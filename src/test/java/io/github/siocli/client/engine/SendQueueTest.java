package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.client.AckTracker;
import io.github.siocli.client.RecordingConnection;
import io.github.siocli.client.SendReporter;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.DropReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.EventDropped;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SendQueueTest {

    private final List<Event> told = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final ScheduledThreadPoolExecutor scheduler = SessionThreads.scheduler();
    private final AckTracker acks = new AckTracker(told::add, Clock.systemUTC(), scheduler);
    private final EngineSession engine = new EngineSession(Clock.systemUTC());
    private final SendQueue outbox = new SendQueue(new SendReporter(
            told::add,
            acks,
            new DeliveryTracker(),
            engine,
            new PayloadLimit(engine::handshake, Clock.systemUTC()),
            Clock.systemUTC(),
            left::add));
    private final RecordingConnection link = new RecordingConnection();

    @BeforeEach
    void connect() {
        outbox.over(link);
        outbox.hold("/");
        outbox.flow("/");
    }

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void aPacketIsToldAsSentWithItsLastFrame() throws Exception {
        Packet packet = event("hello", "1");
        outbox.submit(packet, false);
        assertThat(link.sent).containsExactly(packet);
        assertThat(outbox.encoded(packet, 3, 10)).isTrue();
        outbox.writing(2, 10);
        assertThat(told).isEmpty();
        assertThat(outbox.isDelivered()).isFalse();
        assertThat(outbox.writing(1, 10)).isPresent();
        assertThat(sent()).containsExactly("hello");
        assertThat(outbox.isDelivered()).isTrue();
        assertThat(engine.traffic().packetsOut()).isEqualTo(1);
        assertThat(engine.traffic().bytesOut()).isEqualTo(10);
    }

    @Test
    void aFrameIsFollowedWhereMoreIsEncoded() throws Exception {
        Packet first = event("a", "1");
        Packet second = event("b", "1");
        outbox.submit(first, false);
        outbox.submit(second, false);
        outbox.encoded(first, 2, 10);
        outbox.encoded(second, 1, 10);
        outbox.writing(1, 10);
        assertThat(outbox.isFollowed()).isTrue();
        outbox.writing(1, 10);
        assertThat(outbox.isFollowed()).isTrue();
        outbox.writing(1, 10);
        assertThat(outbox.isFollowed()).isFalse();
    }

    @Test
    void aDisconnectIsToldWhenItIsWritten() {
        outbox.encoded(new Packet.Disconnect("/"), 1, 1);
        assertThat(left).isEmpty();
        outbox.writing(1, 10);
        assertThat(left).containsExactly("/");
    }

    @Test
    void eventsWaitInOrderUntilTheirNamespaceIsConnected() throws Exception {
        outbox.hold("/chat");
        outbox.submit(event("/chat", "a"), false);
        outbox.submit(event("/", "b"), false);
        outbox.submit(event("/chat", "c"), false);
        assertThat(link.names()).containsExactly("b");
        assertThat(outbox.waiting()).isEqualTo(2);
        outbox.flow("/chat");
        outbox.submit(event("/chat", "d"), false);
        assertThat(link.names()).containsExactly("b", "a", "c", "d");
    }

    @Test
    void whatALostConnectionDidNotWriteGoesToTheNextInOrder() throws Exception {
        List<Packet> packets = List.of(event("a", "1"), event("b", "2"), event("c", "3"), event("d", "4"));
        for (Packet packet : packets) {
            outbox.submit(packet, false);
        }
        encode(packets.get(0));
        encode(packets.get(1));
        outbox.encoded(packets.get(2), 2, 1);
        outbox.writing(3, 10);
        outbox.hold("/");
        outbox.connectionLost();
        outbox.submit(event("e", "5"), false);
        assertThat(sent()).containsExactly("a", "b");
        RecordingConnection next = new RecordingConnection();
        outbox.over(next);
        outbox.flow("/");
        assertThat(next.names()).containsExactly("c", "d", "e");
        assertThat(outbox.lost()).isZero();
    }

    @Test
    void whatBelongsToAnEndedConnectionIsNotWritten() throws Exception {
        Packet packet = event("a", "1");
        outbox.submit(packet, false);
        encode(packet);
        outbox.hold("/");
        outbox.connectionLost();
        assertThat(outbox.writing(1, 10)).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void whatWaitsForARefusedNamespaceIsDroppedAndTold() throws Exception {
        outbox.hold("/admin");
        long id = acks.expect("/admin", EventName.of("a"), Duration.ofMinutes(1));
        outbox.submit(new Packet.Event("/admin", "a", Arguments.NONE, OptionalLong.of(id)), false);
        outbox.withdraw("/admin", DropReason.REFUSED);
        assertThat(told).singleElement().isInstanceOfSatisfying(EventDropped.class, dropped -> {
            assertThat(dropped.nsp()).isEqualTo("/admin");
            assertThat(dropped.name()).isEqualTo(EventName.of("a"));
            assertThat(dropped.ackId()).hasValue(id);
            assertThat(dropped.reason()).isEqualTo(DropReason.REFUSED);
        });
        assertThat(outbox.lost()).isEqualTo(1);
        assertThat(outbox.isDelivered()).isTrue();
        assertThat(acks.status()).isEmpty();
    }

    @Test
    void whatTheLibraryHasForAnEndedNamespaceIsNotEncodedAnyMore() throws Exception {
        Packet mine = event("a", "1");
        Packet equal = event("a", "1");
        outbox.submit(mine, false);
        encode(mine);
        outbox.submit(equal, false);
        outbox.withdraw("/", DropReason.DISCONNECTED);
        assertThat(outbox.encoded(equal, 1, 1)).isFalse();
        outbox.writing(1, 10);
        assertThat(sent()).containsExactly("a");
        assertThat(outbox.lost()).isEqualTo(1);
    }

    @Test
    void whatIsOnItsWayInANamespaceThatIsLeftGoesOn() throws Exception {
        Packet packet = event("a", "1");
        outbox.submit(packet, false);
        outbox.shut("/", DropReason.LEFT);
        assertThat(outbox.encoded(packet, 1, 1)).isTrue();
        outbox.writing(1, 10);
        assertThat(sent()).containsExactly("a");
        assertThat(outbox.lost()).isZero();
    }

    @Test
    void whereNothingIsConnectedNorAskedForNothingIsTaken() {
        assertThatThrownBy(() -> outbox.submit(event("/nowhere", "a"), true))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.NOT_IN_NAMESPACE));
    }

    @Test
    void anAcknowledgementIsNotKeptForAnotherConnection() throws Exception {
        Packet ack = new Packet.Ack("/", 1, Arguments.NONE);
        outbox.submit(ack, false);
        outbox.hold("/");
        outbox.connectionLost();
        assertThat(outbox.lost()).isEqualTo(1);
        assertThatThrownBy(() -> outbox.submit(ack, false))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.UNACKNOWLEDGEABLE));
    }

    @Test
    void aFullOutboxWithoutAConnectionFailsAtOnce() throws Exception {
        outbox.hold("/");
        Packet large = event("a", "\"" + "x".repeat(1 << 20) + "\"");
        outbox.submit(large, false);
        assertThatThrownBy(() -> outbox.submit(large, false)).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.OUTBOX_FULL);
            assertThat(e.failure().message()).isEqualTo("/ is not connected, and 1 event waits for it already");
        });
        outbox.submit(event("b", "1"), false);
    }

    @Test
    void whoHasPatienceWaitsForTheConnection() throws Exception {
        outbox.hold("/");
        Packet large = event("a", "\"" + "x".repeat(2 << 20) + "\"");
        outbox.submit(large, true);
        CountDownLatch entered = new CountDownLatch(1);
        Thread second = submit(event("b", "1"), true, entered);
        assertThat(entered.await(100, TimeUnit.MILLISECONDS)).isFalse();
        outbox.flow("/");
        encode(large);
        outbox.writing(1, 10);
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        second.join();
    }

    @Test
    void whatTheServerRefusedIsNotDelivered() throws Exception {
        Packet packet = event("a", "1");
        outbox.submit(packet, false);
        encode(packet);
        outbox.writing(1, 10);
        outbox.refused();
        assertThat(outbox.isDelivered()).isFalse();
        outbox.over(link);
        assertThat(outbox.isDelivered()).isTrue();
    }

    /** A pong waits behind the packets, and each POST of 16 takes a round trip. */
    @Test
    void handsOverAFewPacketsAtATimeOverPolling() throws Exception {
        outbox.sendingOver(Transport.POLLING, handshake(1_000_000));
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            packets.add(event("e" + i, "1"));
            outbox.submit(packets.get(i), false);
        }
        assertThat(link.sent).hasSize(128);
        for (int i = 0; i < 200; i++) {
            encode(packets.get(i));
            outbox.writing(1, 10);
            assertThat(link.sent).hasSize(Math.min(200, 129 + i));
        }
        assertThat(outbox.isDelivered()).isTrue();
    }

    @Test
    void sendsForOtherNamespacesAfterOneWasWithdrawn() throws Exception {
        outbox.hold("/chat");
        outbox.flow("/chat");
        outbox.submit(event("/chat", "\"" + "x".repeat(3 << 20) + "\""), false);
        Thread second = submit(event("b", "1"), false, new CountDownLatch(1));
        outbox.withdraw("/chat", DropReason.DISCONNECTED);
        second.join();
        assertThat(link.names()).endsWith("b");
    }

    @Test
    void overPollingNoMoreIsTakenThanTheServerTakesInOnePayload() throws Exception {
        outbox.sendingOver(Transport.POLLING, handshake(3_000));
        Packet packet = event("a", "\"" + "x".repeat(600) + "\"");
        outbox.submit(packet, false);
        CountDownLatch entered = new CountDownLatch(1);
        Thread second = submit(packet, false, entered);
        assertThat(entered.await(100, TimeUnit.MILLISECONDS)).isFalse();
        encode(packet);
        outbox.writing(1, 10);
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        second.join();
    }

    @Test
    void whatHasWaitedIsHandedOverNoFasterThanThat() throws Exception {
        outbox.hold("/");
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            packets.add(event("e" + i, "\"" + "x".repeat(600) + "\""));
            outbox.submit(packets.get(i), false);
        }
        outbox.sendingOver(Transport.POLLING, handshake(3_000));
        outbox.flow("/");
        for (int i = 0; i < 3; i++) {
            assertThat(link.sent).hasSize(i + 1);
            encode(packets.get(i));
            outbox.writing(1, 10);
        }
        assertThat(sent()).containsExactly("e0", "e1", "e2");
    }

    @Test
    void aClosedOutboxKeepsNobodyWaiting() throws Exception {
        Packet large = event("a", "\"" + "x".repeat(3 << 20) + "\"");
        outbox.submit(large, false);
        outbox.close();
        outbox.submit(large, false);
        assertThat(outbox.isDelivered()).isFalse();
    }

    private void encode(Packet packet) {
        assertThat(outbox.encoded(packet, 1, 1)).isTrue();
    }

    private Thread submit(Packet packet, boolean patient, CountDownLatch entered) {
        Thread thread = new Thread(() -> {
            try {
                outbox.submit(packet, patient);
                entered.countDown();
            } catch (FailureException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    private List<String> sent() {
        return told.stream()
                .filter(EventSent.class::isInstance)
                .map(event -> ((EventSent) event).name().text())
                .toList();
    }

    private static Packet event(String name, String json) {
        return name.startsWith("/")
                ? new Packet.Event(name, json, Arguments.NONE, OptionalLong.empty())
                : new Packet.Event("/", name, Arguments.of(Json.literal(json)), OptionalLong.empty());
    }

    private static Handshake handshake(long maxPayload) {
        return new Handshake(
                "x", List.of(), Duration.ofSeconds(25), Duration.ofSeconds(20), OptionalLong.of(maxPayload));
    }
}
