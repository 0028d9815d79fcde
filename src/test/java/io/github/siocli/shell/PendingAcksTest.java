package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.DropReason;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ClientDisconnected;
import io.github.siocli.event.LifecycleEvent.EventDropped;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PendingAcksTest {

    private static final Instant NOW = Instant.EPOCH;

    private final PendingAcks acks = new PendingAcks();

    @Test
    void isPendingUntilAckArrives() {
        acks.expect(AckKey.of("/", 0), EventName.of("a"));
        assertThat(acks.pendingCount()).isEqualTo(1);
        acks.handle(ack(0));
        assertThat(acks.pendingCount()).isZero();
        assertThat(acks.isSettled(AckKey.of("/", 0))).isTrue();
        assertThat(acks.failure(AckKey.of("/", 0))).isEmpty();
    }

    @Test
    void isNotPendingIfAckArrivedBeforeRegistration() {
        acks.handle(ack(0));
        acks.expect(AckKey.of("/", 0), EventName.of("a"));
        assertThat(acks.pendingCount()).isZero();
        assertThat(acks.isSettled(AckKey.of("/", 0))).isTrue();
    }

    @Test
    void failsWhenAckTimesOut() {
        acks.expect(AckKey.of("/", 0), EventName.of("a"));
        acks.handle(new AckTimedOut(NOW, "/", 0, EventName.of("a"), 0, Duration.ofSeconds(5), Optional.empty()));
        assertThat(acks.failure(AckKey.of("/", 0))).map(Failure::kind).contains(FailureKind.ACK_TIMEOUT);
    }

    @Test
    void failsWhenConnectionIsLost() {
        acks.expect(AckKey.of("/", 0), EventName.of("a"));
        acks.expect(AckKey.of("/chat", 0), EventName.of("b"));
        acks.handle(new NamespaceDisconnected(NOW, "/chat", DisconnectReason.CONNECTION_LOST, "", 1));
        assertThat(acks.isSettled(AckKey.of("/", 0))).isFalse();
        assertThat(acks.failure(AckKey.of("/chat", 0))).map(Failure::kind).contains(FailureKind.DISCONNECTED);
    }

    @Test
    void failsIfTheNamespaceEndedBeforeRegistration() {
        acks.handle(new EventSent(NOW, "/", EventName.of("a"), Arguments.NONE, OptionalLong.of(0)));
        acks.handle(new NamespaceDisconnected(NOW, "/", DisconnectReason.SERVER_DISCONNECT, "", 1));
        acks.expect(AckKey.of("/", 0), EventName.of("a"));
        assertThat(acks.isPending(AckKey.of("/", 0))).isFalse();
        assertThat(acks.failure(AckKey.of("/", 0))).map(Failure::kind).contains(FailureKind.DISCONNECTED);
    }

    @Test
    void failsWhenTheEventIsDroppedAndIgnoresOtherDroppedEvents() {
        acks.expect(AckKey.of("/", 0), EventName.of("a"));
        acks.handle(new EventDropped(NOW, "/", EventName.of("b"), OptionalLong.empty(), DropReason.LEFT));
        assertThat(acks.isPending(AckKey.of("/", 0))).isTrue();
        acks.handle(new EventDropped(NOW, "/", EventName.of("a"), OptionalLong.of(0), DropReason.LEFT));
        assertThat(acks.failure(AckKey.of("/", 0))).map(Failure::kind).contains(FailureKind.NOT_CONNECTED);
    }

    @Test
    void keepsWaitingIfTheEndedNamespaceHadNoPendingAck() {
        acks.expect(AckKey.of("/", 0), EventName.of("queued"));
        acks.handle(new NamespaceDisconnected(NOW, "/", DisconnectReason.CONNECTION_LOST, "", 0));
        assertThat(acks.isPending(AckKey.of("/", 0))).isTrue();
    }

    @Test
    void forgetsTheRequestsOfAClientThatHasLeft() {
        for (String sid : new String[] {"ann", "bob"}) {
            acks.handle(new EventReceived(
                    NOW,
                    "/",
                    EventName.of("question"),
                    Arguments.NONE,
                    OptionalLong.of(1),
                    Optional.empty(),
                    Optional.of(sid)));
        }
        acks.handle(new ClientDisconnected(NOW, "/", "ann", "transport close", true));
        assertThat(acks.requested()).containsExactly(new AckKey(Optional.of("bob"), "/", 1));
    }

    @Test
    void forgetsEverythingForANewSession() {
        acks.handle(ack(0));
        acks.expect(AckKey.of("/", 1), EventName.of("a"));
        acks.handle(requestingEvent(2));
        acks.clear();
        assertThat(acks.isSettled(AckKey.of("/", 0))).isFalse();
        assertThat(acks.pendingCount()).isZero();
        assertThat(acks.requested()).isEmpty();
    }

    @Test
    void tracksRequestedAcksUntilSentOrDisconnected() {
        acks.handle(requestingEvent(3));
        acks.handle(requestingEvent(4));
        assertThat(acks.requested()).containsExactly(AckKey.of("/", 3), AckKey.of("/", 4));
        acks.handle(new AckSent(NOW, "/", 3, Arguments.NONE));
        assertThat(acks.requested()).containsExactly(AckKey.of("/", 4));
        acks.handle(new NamespaceDisconnected(NOW, "/", DisconnectReason.CONNECTION_LOST, "", 0));
        assertThat(acks.requested()).isEmpty();
    }

    private static AckReceived ack(long id) {
        return new AckReceived(NOW, "/", id, Arguments.NONE, Optional.empty());
    }

    private static EventReceived requestingEvent(long id) {
        return new EventReceived(NOW, "/", EventName.of("question"), Arguments.NONE, OptionalLong.of(id));
    }
}
