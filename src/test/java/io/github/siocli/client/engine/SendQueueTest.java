package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.client.AckTracker;
import io.github.siocli.client.RecordingConnection;
import io.github.siocli.client.SendReporter;
import io.github.siocli.concurrent.DaemonThreads;
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

    private final List<Event> events = new ArrayList<>();
    private final ScheduledThreadPoolExecutor scheduler = DaemonThreads.scheduler();
    private final AckTracker acks = new AckTracker(events::add, Clock.systemUTC(), scheduler);
    private final SendReporter reporter = new SendReporter(events::add, acks, Clock.systemUTC());
    private final SendQueue queue = new SendQueue(reporter::dropped);
    private final RecordingConnection connection = new RecordingConnection();

    @BeforeEach
    void connect() {
        queue.attach(connection);
        queue.pause("/");
        queue.resume("/");
    }

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void reportsAPacketAsSentWithItsLastFrame() throws Exception {
        Packet packet = event("hello", "1");
        queue.submit(packet, false);
        assertThat(connection.sent).containsExactly(packet);
        assertThat(queue.markEncoded(packet, 3, 10)).isTrue();
        write(2);
        assertThat(events).isEmpty();
        assertThat(queue.isWritten()).isFalse();
        write(1);
        assertThat(sentEventNames()).containsExactly("hello");
        assertThat(queue.isWritten()).isTrue();
    }

    @Test
    void knowsWhetherMoreFramesAreEncoded() throws Exception {
        Packet first = event("a", "1");
        Packet second = event("b", "1");
        queue.submit(first, false);
        queue.submit(second, false);
        queue.markEncoded(first, 2, 10);
        queue.markEncoded(second, 1, 10);
        write(1);
        assertThat(queue.hasMoreFrames()).isTrue();
        write(1);
        assertThat(queue.hasMoreFrames()).isTrue();
        write(1);
        assertThat(queue.hasMoreFrames()).isFalse();
    }

    @Test
    void keepsEventsInOrderUntilTheirNamespaceIsConnected() throws Exception {
        queue.pause("/chat");
        queue.submit(event("/chat", "a"), false);
        queue.submit(event("/", "b"), false);
        queue.submit(event("/chat", "c"), false);
        assertThat(connection.sentEventNames()).containsExactly("b");
        assertThat(queue.waitingCount()).isEqualTo(2);
        queue.resume("/chat");
        queue.submit(event("/chat", "d"), false);
        assertThat(connection.sentEventNames()).containsExactly("b", "a", "c", "d");
    }

    @Test
    void sendsUnwrittenEventsInOrderOnTheNextConnection() throws Exception {
        List<Packet> packets = List.of(event("a", "1"), event("b", "2"), event("c", "3"), event("d", "4"));
        for (Packet packet : packets) {
            queue.submit(packet, false);
        }
        encode(packets.get(0));
        encode(packets.get(1));
        queue.markEncoded(packets.get(2), 2, 1);
        write(3);
        queue.pause("/");
        queue.connectionLost();
        queue.submit(event("e", "5"), false);
        assertThat(sentEventNames()).containsExactly("a", "b");
        RecordingConnection next = new RecordingConnection();
        queue.attach(next);
        queue.resume("/");
        assertThat(next.sentEventNames()).containsExactly("c", "d", "e");
        assertThat(queue.droppedCount()).isZero();
    }

    @Test
    void writesNothingForALostConnection() throws Exception {
        Packet packet = event("a", "1");
        queue.submit(packet, false);
        encode(packet);
        queue.pause("/");
        queue.connectionLost();
        assertThat(queue.startWriting(1)).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void dropsAndReportsEventsOfARefusedNamespace() throws Exception {
        queue.pause("/admin");
        long id = acks.expect("/admin", EventName.of("a"), 0, Duration.ofMinutes(1));
        queue.submit(new Packet.Event("/admin", "a", Arguments.NONE, OptionalLong.of(id)), false);
        queue.discardNamespace("/admin", DropReason.REFUSED);
        assertThat(events).singleElement().isInstanceOfSatisfying(EventDropped.class, dropped -> {
            assertThat(dropped.nsp()).isEqualTo("/admin");
            assertThat(dropped.name()).isEqualTo(EventName.of("a"));
            assertThat(dropped.ackId()).hasValue(id);
            assertThat(dropped.reason()).isEqualTo(DropReason.REFUSED);
        });
        assertThat(queue.droppedCount()).isEqualTo(1);
        assertThat(queue.isWritten()).isTrue();
        assertThat(acks.pendingAcks()).isEmpty();
    }

    @Test
    void discardsUnencodedEventsOfAnEndedNamespace() throws Exception {
        Packet mine = event("a", "1");
        Packet equal = event("a", "1");
        queue.submit(mine, false);
        encode(mine);
        queue.submit(equal, false);
        queue.discardNamespace("/", DropReason.DISCONNECTED);
        assertThat(queue.markEncoded(equal, 1, 1)).isFalse();
        write(1);
        assertThat(sentEventNames()).containsExactly("a");
        assertThat(queue.droppedCount()).isEqualTo(1);
    }

    @Test
    void writesInFlightEventsOfANamespaceThatIsLeft() throws Exception {
        Packet packet = event("a", "1");
        queue.submit(packet, false);
        queue.closeNamespace("/", DropReason.LEFT);
        assertThat(queue.markEncoded(packet, 1, 1)).isTrue();
        write(1);
        assertThat(sentEventNames()).containsExactly("a");
        assertThat(queue.droppedCount()).isZero();
    }

    @Test
    void rejectsEventsOfUnknownNamespaces() {
        assertThatThrownBy(() -> queue.submit(event("/nowhere", "a"), true))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.NOT_IN_NAMESPACE));
    }

    @Test
    void dropsAcksWhenTheConnectionIsLost() throws Exception {
        Packet ack = new Packet.Ack("/", 1, Arguments.NONE);
        queue.submit(ack, false);
        queue.pause("/");
        queue.connectionLost();
        assertThat(queue.droppedCount()).isEqualTo(1);
        assertThatThrownBy(() -> queue.submit(ack, false))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.UNACKNOWLEDGEABLE));
    }

    @Test
    void failsAtOnceWhenFullWithoutAConnection() throws Exception {
        queue.pause("/");
        Packet large = event("a", "\"" + "x".repeat(1 << 20) + "\"");
        queue.submit(large, false);
        assertThatThrownBy(() -> queue.submit(large, false)).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.OUTBOX_FULL);
            assertThat(e.failure().message()).isEqualTo("namespace / is not connected, and 1 event waits for it");
        });
        queue.submit(event("b", "1"), false);
    }

    @Test
    void blocksForTheConnectionIfRequested() throws Exception {
        queue.pause("/");
        Packet large = event("a", "\"" + "x".repeat(2 << 20) + "\"");
        queue.submit(large, true);
        CountDownLatch entered = new CountDownLatch(1);
        Thread second = submit(event("b", "1"), true, entered);
        assertThat(entered.await(100, TimeUnit.MILLISECONDS)).isFalse();
        queue.resume("/");
        encode(large);
        write(1);
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        second.join();
    }

    /** A pong waits behind the packets, and each POST of 16 takes a round trip. */
    @Test
    void limitsPacketsInFlightOverPolling() throws Exception {
        queue.useTransport(Transport.POLLING, handshake(1_000_000));
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            packets.add(event("e" + i, "1"));
            queue.submit(packets.get(i), false);
        }
        assertThat(connection.sent).hasSize(128);
        for (int i = 0; i < 200; i++) {
            encode(packets.get(i));
            write(1);
            assertThat(connection.sent).hasSize(Math.min(200, 129 + i));
        }
        assertThat(queue.isWritten()).isTrue();
    }

    @Test
    void sendsForOtherNamespacesAfterDiscardingOne() throws Exception {
        queue.pause("/chat");
        queue.resume("/chat");
        queue.submit(event("/chat", "\"" + "x".repeat(3 << 20) + "\""), false);
        Thread second = submit(event("b", "1"), false, new CountDownLatch(1));
        queue.discardNamespace("/chat", DropReason.DISCONNECTED);
        second.join();
        assertThat(connection.sentEventNames()).endsWith("b");
    }

    @Test
    void blocksAtTheServersPayloadLimitOverPolling() throws Exception {
        queue.useTransport(Transport.POLLING, handshake(3_000));
        Packet packet = event("a", "\"" + "x".repeat(600) + "\"");
        queue.submit(packet, false);
        CountDownLatch entered = new CountDownLatch(1);
        Thread second = submit(packet, false, entered);
        assertThat(entered.await(100, TimeUnit.MILLISECONDS)).isFalse();
        encode(packet);
        write(1);
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        second.join();
    }

    @Test
    void handsOverWaitingEventsWithinTheCapacity() throws Exception {
        queue.pause("/");
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            packets.add(event("e" + i, "\"" + "x".repeat(600) + "\""));
            queue.submit(packets.get(i), false);
        }
        queue.useTransport(Transport.POLLING, handshake(3_000));
        queue.resume("/");
        for (int i = 0; i < 3; i++) {
            assertThat(connection.sent).hasSize(i + 1);
            encode(packets.get(i));
            write(1);
        }
        assertThat(sentEventNames()).containsExactly("e0", "e1", "e2");
    }

    @Test
    void doesNotBlockWhenClosed() throws Exception {
        Packet large = event("a", "\"" + "x".repeat(3 << 20) + "\"");
        queue.submit(large, false);
        queue.close();
        queue.submit(large, false);
        assertThat(queue.isWritten()).isFalse();
    }

    private void encode(Packet packet) {
        assertThat(queue.markEncoded(packet, 1, 1)).isTrue();
    }

    private Thread submit(Packet packet, boolean waitForConnection, CountDownLatch entered) {
        Thread thread = new Thread(() -> {
            try {
                queue.submit(packet, waitForConnection);
                entered.countDown();
            } catch (FailureException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    private List<String> sentEventNames() {
        return events.stream()
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

    private void write(int frames) {
        queue.startWriting(frames).orElseThrow().complete().forEach(written -> reporter.written(written.packet()));
    }
}
