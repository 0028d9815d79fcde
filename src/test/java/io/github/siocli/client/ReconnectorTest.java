package io.github.siocli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.engine.ConnectionEnd;
import io.github.siocli.client.engine.ConnectionListener;
import io.github.siocli.client.engine.SendQueue;
import io.github.siocli.client.option.ConnectOptions.ReconnectSettings;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.ReconnectGivenUp;
import io.github.siocli.event.LifecycleEvent.ReconnectScheduled;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.testing.ManualScheduler;
import io.github.siocli.testing.TestOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconnectorTest {

    private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** The longest delay before an attempt. */
    private static final long RETRY_MILLIS = 5_000;

    private static final Failure REFUSED = Failure.of(FailureKind.REFUSED, "127.0.0.1:3000");

    private final List<Event> events = new ArrayList<>();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final AckTracker acks = new AckTracker(events::add, clock, scheduler);
    private final SendReporter reporter = new SendReporter(events::add, acks, clock);
    private final Namespaces namespaces =
            new Namespaces(events::add, acks, new SendQueue(reporter::dropped), clock, scheduler, Duration.ofDays(1));
    private final List<RecordingConnection> connections = new ArrayList<>();
    private Reconnector<RecordingConnection> reconnector = reconnector(false, OptionalInt.empty());

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    private Reconnector<RecordingConnection> reconnector(boolean retryFirst, OptionalInt limit) {
        return reconnector(new ReconnectSettings(true, retryFirst, limit));
    }

    private Reconnector<RecordingConnection> reconnector(ReconnectSettings settings) {
        return new Reconnector<>(
                TestOptions.to(3000, CONNECT_TIMEOUT, settings, List.of(Transport.WEBSOCKET)),
                namespaces,
                scheduler,
                events::add,
                clock,
                this::newConnection);
    }

    private RecordingConnection newConnection(ConnectionListener listener) {
        assertThat(listener).isSameAs(reconnector);
        connections.add(new RecordingConnection());
        return latest();
    }

    private RecordingConnection latest() {
        return connections.get(connections.size() - 1);
    }

    private void start() {
        namespaces.joinEssential(List.of("/"), null);
        reconnector.connectIfNeeded();
    }

    private void open() {
        latest().isOpened = true;
        latest().progress.opened();
        reconnector.opened(latest());
    }

    private void connect() {
        open();
        namespaces.handleControlPacket(new Packet.Connect("/", Optional.of(Json.literal("{\"sid\":\"a\"}"))));
        reconnector.namespaceConnected();
    }

    private void fail() {
        latest().isEnded = true;
        reconnector.failed(latest(), REFUSED);
    }

    private void close(DisconnectReason reason) {
        latest().isEnded = true;
        reconnector.closed(latest(), new ConnectionEnd(reason, "", "seen", "hint", Optional.of(NOW), false));
    }

    private <E> List<E> eventsOf(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void opensOneConnectionWhenANamespaceIsWanted() {
        reconnector.connectIfNeeded();
        assertThat(connections).isEmpty();
        start();
        reconnector.connectIfNeeded();
        assertThat(connections).hasSize(1);
        assertThat(latest().requests).containsExactly("open");
        assertThat(reconnector.latest()).contains(latest());
        assertThat(reconnector.open()).isEmpty();
        assertThat(reconnector.reconnectStatus().running()).isTrue();
        connect();
        assertThat(latest().requests).containsExactly("open", "connect /");
        assertThat(reconnector.open()).contains(latest());
        assertThat(reconnector.isOpen()).isTrue();
        assertThat(reconnector.reconnectStatus().running()).isFalse();
    }

    @Test
    void failsAnAttemptThatTakesTooLong() {
        start();
        scheduler.pass(9_999);
        assertThat(latest().requests).containsExactly("open");
        scheduler.pass(1);
        assertThat(latest().requests).hasSize(2).last().asString().startsWith("fail TCP_TIMEOUT");
    }

    @Test
    void failsAConnectionWhoseEssentialNamespaceIsNotAnswered() {
        start();
        open();
        scheduler.pass(CONNECT_TIMEOUT.toMillis());
        assertThat(latest().requests).containsExactly("open", "connect /", "fail NAMESPACE_SILENT [/, 5 s]");
    }

    @Test
    void givesUpOnlyTheNamespacesThatAreNotAnsweredOnAConnectionThatIsUseful() {
        namespaces.join("/silent", null);
        start();
        connect();
        scheduler.pass(CONNECT_TIMEOUT.toMillis());
        assertThat(latest().requests).containsExactly("open", "connect /silent", "connect /");
        assertThat(eventsOf(ConnectFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure().facts()).startsWith("/silent"));
        assertThat(namespaces.isConnected("/")).isTrue();
    }

    @Test
    void leavesAConnectionAloneAfterItsTimeout() {
        start();
        connect();
        close(DisconnectReason.CONNECTION_LOST);
        RecordingConnection ended = latest();
        scheduler.pass(RETRY_MILLIS);
        connect();
        scheduler.pass(CONNECT_TIMEOUT.toMillis());
        assertThat(ended.requests).containsExactly("open", "connect /");
        assertThat(latest().requests).containsExactly("open", "connect /");
        assertThat(eventsOf(ConnectFailed.class)).isEmpty();
    }

    @Test
    void reportsTheFirstFailureWithoutAnotherAttempt() {
        start();
        fail();
        assertThat(events).containsExactly(new ConnectFailed(NOW, REFUSED));
        scheduler.pass(RETRY_MILLIS);
        assertThat(connections).hasSize(1);
        assertThat(reconnector.reconnectStatus().running()).isFalse();
    }

    @Test
    void repeatsTheFirstAttemptIfAsked() {
        reconnector = reconnector(true, OptionalInt.of(2));
        start();
        fail();
        assertThat(eventsOf(ReconnectScheduled.class)).singleElement().satisfies(scheduled -> {
            assertThat(scheduled.attempt()).isEqualTo(1);
            assertThat(scheduled.limit()).hasValue(2);
            assertThat(reconnector.reconnectStatus().scheduled()).contains(NOW.plus(scheduled.delay()));
            scheduler.pass(scheduled.delay().toMillis() - 1);
            assertThat(connections).hasSize(1);
            scheduler.pass(1);
            assertThat(connections).hasSize(2);
        });
        assertThat(reconnector.reconnectStatus().scheduled()).isEmpty();
    }

    @Test
    void givesUpAtTheRetryLimitAndCountsAgainAfterANamespaceIsConnected() {
        reconnector = reconnector(false, OptionalInt.of(2));
        start();
        connect();
        close(DisconnectReason.CONNECTION_LOST);
        scheduler.pass(RETRY_MILLIS);
        fail();
        scheduler.pass(RETRY_MILLIS);
        connect();
        close(DisconnectReason.PING_TIMEOUT);
        for (int i = 0; i < 2; i++) {
            scheduler.pass(RETRY_MILLIS);
            fail();
        }
        assertThat(eventsOf(ReconnectScheduled.class))
                .extracting(ReconnectScheduled::attempt)
                .containsExactly(1, 2, 1, 2);
        assertThat(eventsOf(ReconnectGivenUp.class)).containsExactly(new ReconnectGivenUp(NOW, 2));
        scheduler.pass(RETRY_MILLIS);
        assertThat(connections).hasSize(5);
        assertThat(reconnector.reconnectStatus().count()).isEqualTo(1);
    }

    @Test
    void doesNotReconnectIfThatIsOff() {
        reconnector = reconnector(ReconnectSettings.NEVER);
        start();
        connect();
        close(DisconnectReason.CONNECTION_LOST);
        scheduler.pass(RETRY_MILLIS);
        assertThat(connections).hasSize(1);
        assertThat(eventsOf(NamespaceDisconnected.class)).singleElement().satisfies(lost -> {
            assertThat(lost.reason()).isEqualTo(DisconnectReason.CONNECTION_LOST);
            assertThat(lost.detail()).isEqualTo("seen");
            assertThat(lost.hint()).isEqualTo("hint");
        });
    }

    @Test
    void reconnectsAtOnceOnRequestAndOnlyOnce() {
        start();
        connect();
        reconnector.reconnectNow();
        assertThat(connections).hasSize(1);
        close(DisconnectReason.CONNECTION_LOST);
        reconnector.reconnectNow();
        assertThat(connections).hasSize(2);
        connect();
        scheduler.pass(RETRY_MILLIS);
        assertThat(connections).hasSize(2);
    }

    @Test
    void startsANewSeriesOfAttemptsOnRequest() {
        reconnector = reconnector(false, OptionalInt.of(1));
        start();
        connect();
        close(DisconnectReason.CONNECTION_LOST);
        scheduler.pass(RETRY_MILLIS);
        fail();
        assertThat(eventsOf(ReconnectGivenUp.class)).hasSize(1);
        reconnector.reconnectNow();
        fail();
        assertThat(eventsOf(ReconnectScheduled.class)).hasSize(2);
    }

    @Test
    void repeatsAnAttemptThatWasRequested() {
        start();
        fail();
        reconnector.reconnectNow();
        fail();
        scheduler.pass(RETRY_MILLIS);
        assertThat(connections).hasSize(3);
    }

    @Test
    void cancelsTheNextAttemptWhenTheLastNamespaceIsLeft() {
        start();
        connect();
        close(DisconnectReason.CONNECTION_LOST);
        reconnector.stopIfUnused();
        assertThat(reconnector.reconnectStatus().scheduled()).isPresent();
        namespaces.leave("/");
        reconnector.stopIfUnused();
        assertThat(reconnector.reconnectStatus().scheduled()).isEmpty();
        scheduler.pass(RETRY_MILLIS);
        assertThat(connections).hasSize(1);
    }

    @Test
    void opensTheNextConnectionAtOnceIfANamespaceWasJoinedWhileTheLastOneWasLeft() {
        start();
        connect();
        namespaces.leave("/");
        namespaces.join("/late", null);
        close(DisconnectReason.CLIENT_DISCONNECT);
        assertThat(connections).hasSize(2);
        namespaces.leave("/late");
        close(DisconnectReason.CLIENT_DISCONNECT);
        assertThat(connections).hasSize(2);
        assertThat(eventsOf(ReconnectScheduled.class)).isEmpty();
    }

    @Test
    void explainsAnEndBeforeTheNamespaceIsAnsweredUnlessAFailureIsReported() {
        start();
        open();
        close(DisconnectReason.CONNECTION_LOST);
        assertThat(eventsOf(ConnectFailed.class))
                .extracting(ConnectFailed::failure)
                .containsExactly(Failure.of(FailureKind.NAMESPACE_SILENT, "/", "seen"));
        events.clear();
        scheduler.pass(RETRY_MILLIS);
        open();
        reconnector.closed(
                latest(), new ConnectionEnd(DisconnectReason.CONNECTION_LOST, "", "", "", Optional.of(NOW), true));
        assertThat(events).singleElement().isInstanceOf(ReconnectScheduled.class);
    }

    @Test
    void triesEngineIo3OnceIfTheGenerationWasAssumed() {
        start();
        latest().isEio4Assumed = true;
        open();
        RecordingConnection replaced = latest();
        reconnector.otherProtocolDetected(replaced, "it sent 40");
        scheduler.pass(0);
        assertThat(connections).hasSize(2);
        assertThat(replaced.isEnded).isTrue();
        latest().isEio4Assumed = true;
        open();
        reconnector.otherProtocolDetected(latest(), "it sent 40");
        scheduler.pass(0);
        assertThat(connections).hasSize(2);
        assertThat(latest().requests).last().asString().startsWith("fail ").contains("it sent 40");
        fail();
        scheduler.pass(RETRY_MILLIS);
        latest().isEio4Assumed = true;
        open();
        reconnector.otherProtocolDetected(latest(), "it sent 40");
        scheduler.pass(0);
        assertThat(connections).hasSize(4);
    }

    @Test
    void failsIfAServerDoesNotSpeakTheGenerationOfItsHandshake() {
        start();
        open();
        reconnector.otherProtocolDetected(latest(), "it sent 40");
        scheduler.pass(0);
        assertThat(connections).hasSize(1);
        assertThat(latest().requests).last().asString().startsWith("fail ");
    }

    @Test
    void endsWithoutAnotherConnection() {
        start();
        connect();
        assertThat(reconnector.isEnded()).isFalse();
        assertThat(reconnector.end()).isTrue();
        assertThat(reconnector.isEnded()).isTrue();
        assertThat(latest().requests).endsWith("disconnect /", "close");
        close(DisconnectReason.CONNECTION_LOST);
        namespaces.join("/late", null);
        reconnector.connectIfNeeded();
        reconnector.reconnectNow();
        reconnector.otherProtocolDetected(latest(), "it sent 40");
        scheduler.pass(CONNECT_TIMEOUT.toMillis());
        assertThat(connections).hasSize(1);
        assertThat(eventsOf(ReconnectScheduled.class)).isEmpty();
    }

    @Test
    void endsWhileAnAttemptIsScheduledOrRunning() {
        start();
        connect();
        close(DisconnectReason.CONNECTION_LOST);
        assertThat(reconnector.end()).isFalse();
        events.clear();
        fail();
        scheduler.pass(CONNECT_TIMEOUT.toMillis());
        assertThat(connections).hasSize(1);
        assertThat(events).isEmpty();
    }

    @Test
    void dropsOnlyAnOpenConnection() {
        start();
        reconnector.drop();
        connect();
        reconnector.drop();
        assertThat(latest().requests).containsExactly("open", "connect /", "drop");
    }

    @Test
    void ignoresTheOpeningOfAConnectionThatHasEnded() {
        start();
        latest().isEnded = true;
        open();
        assertThat(latest().requests).containsExactly("open");
    }

    @Test
    void remembersTheLastConnectionWhoseDeliveryIsInDoubt() {
        assertThat(reconnector.inDoubt()).isEmpty();
        start();
        connect();
        assertThat(reconnector.inDoubt()).isEmpty();
        RecordingConnection first = latest();
        first.isDeliveryInDoubt = true;
        close(DisconnectReason.CONNECTION_LOST);
        for (int i = 0; i < 2; i++) {
            scheduler.pass(RETRY_MILLIS);
            connect();
            assertThat(reconnector.inDoubt()).containsSame(first);
            close(DisconnectReason.CONNECTION_LOST);
        }
        latest().isDeliveryInDoubt = true;
        assertThat(reconnector.inDoubt()).containsSame(latest());
        scheduler.pass(RETRY_MILLIS);
        connect();
        reconnector.forgetEarlierDelivery();
        assertThat(reconnector.inDoubt()).isEmpty();
    }
}
