package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeliveryTrackerTest {

    private long now;
    private final DeliveryTracker tracker = new DeliveryTracker(() -> now);

    @Test
    void hasNothingUnconfirmedBeforeTheFirstPacket() {
        assertThat(tracker.hasUnconfirmed()).isFalse();
    }

    @Test
    void keepsAnEventWithoutAckUnconfirmed() {
        send("/", OptionalLong.empty());
        assertThat(tracker.hasUnconfirmed()).isTrue();
    }

    @Test
    void confirmsAllWithTheAckOfTheLastEvent() {
        send("/", OptionalLong.empty());
        send("/", OptionalLong.of(3));
        tracker.handleAck("/", 3);
        assertThat(tracker.hasUnconfirmed()).isFalse();
    }

    @Test
    void ignoresTheAckOfAnEarlierEvent() {
        send("/", OptionalLong.of(3));
        send("/", OptionalLong.of(4));
        tracker.handleAck("/", 3);
        assertThat(tracker.hasUnconfirmed()).isTrue();
    }

    @Test
    void distinguishesEqualIdsOfDifferentNamespaces() {
        send("/", OptionalLong.of(0));
        send("/chat", OptionalLong.of(0));
        tracker.handleAck("/", 0);
        assertThat(tracker.hasUnconfirmed()).isTrue();
        tracker.handleAck("/chat", 0);
        assertThat(tracker.hasUnconfirmed()).isFalse();
    }

    @Test
    void keepsAnEventSentAfterAnAckUnconfirmed() {
        send("/", OptionalLong.of(0));
        tracker.handleAck("/", 0);
        send("/", OptionalLong.empty());
        assertThat(tracker.hasUnconfirmed()).isTrue();
    }

    @Test
    void keepsOurOwnAckUnconfirmed() {
        send("/", OptionalLong.of(0));
        tracker.packetSent(new Packet.Ack("/", 0, Arguments.NONE));
        tracker.handleAck("/", 0);
        assertThat(tracker.hasUnconfirmed()).isTrue();
    }

    @Test
    void doubtsTheLastEventWhenTheSessionEnds() {
        send("/", OptionalLong.empty());
        assertThat(tracker.isInDoubt()).isFalse();
        tracker.sessionClosed();
        assertThat(tracker.isInDoubt()).isTrue();
    }

    /** The server may have closed before it read the DISCONNECT, on another TCP connection. */
    @Test
    void doubtsEventThatResponseConfirmedWhenClosePacketComesOverPolling() {
        send("/", OptionalLong.empty());
        tracker.startLeaving();
        tracker.disconnectWritten();
        tracker.confirmByResponse(tracker.unconfirmed().orElseThrow());
        tracker.sessionClosed();
        assertThat(tracker.isInDoubt()).isFalse();
        tracker.closedOverPolling();
        assertThat(tracker.isInDoubt()).isTrue();
    }

    @Test
    void doubtsNoAcknowledgedEventWhenClosePacketComesOverPolling() {
        send("/", OptionalLong.of(0));
        tracker.startLeaving();
        tracker.disconnectWritten();
        tracker.confirmByResponse(tracker.unconfirmed().orElseThrow());
        tracker.handleAck("/", 0);
        tracker.closedOverPolling();
        assertThat(tracker.isInDoubt()).isFalse();
    }

    @Test
    void doubtsAnEventOnlyIfTheSessionEndsSoonUnlessWeAreLeaving() {
        send("/", OptionalLong.empty());
        now += Duration.ofSeconds(5).toNanos();
        tracker.sessionBroken();
        assertThat(tracker.isInDoubt()).isFalse();
        tracker.startLeaving();
        tracker.sessionBroken();
        assertThat(tracker.isInDoubt()).isTrue();
    }

    @Test
    void doubtsAnEventThatWasSentAMomentBeforeTheSessionEnds() {
        send("/", OptionalLong.empty());
        now += Duration.ofSeconds(5).toNanos() - 1;
        tracker.sessionBroken();
        assertThat(tracker.isInDoubt()).isTrue();
    }

    @Test
    void forgetsWhatIsUnconfirmedAndRemembersWhatIsLost() {
        send("/", OptionalLong.empty());
        tracker.forgetUnconfirmed();
        tracker.sessionBroken();
        assertThat(tracker.isInDoubt()).isFalse();
        assertThat(tracker.isLost()).isFalse();
        tracker.packetsLost();
        assertThat(tracker.isLost()).isTrue();
    }

    @Test
    void doubtsDeliveryOfRequestWithoutResponse() {
        tracker.requestUnanswered();
        assertThat(tracker.isInDoubt()).isTrue();
        assertThat(tracker.isLost()).isFalse();
    }

    @Test
    void doubtsNoConfirmedEventWhenTheSessionEnds() {
        send("/", OptionalLong.empty());
        tracker.confirm(tracker.unconfirmed().orElseThrow());
        send("/", OptionalLong.of(1));
        tracker.handleAck("/", 1);
        tracker.startLeaving();
        tracker.sessionClosed();
        tracker.sessionBroken();
        assertThat(tracker.isInDoubt()).isFalse();
    }

    @Test
    void confirmsNoEventSentLater() {
        send("/", OptionalLong.empty());
        Packet first = tracker.unconfirmed().orElseThrow();
        send("/", OptionalLong.empty());
        tracker.confirm(first);
        assertThat(tracker.hasUnconfirmed()).isTrue();
    }

    @Test
    void trustsAnOrderlyEndAfterOurDisconnect() {
        send("/", OptionalLong.empty());
        tracker.startLeaving();
        tracker.disconnectWritten();
        tracker.sessionClosed();
        assertThat(tracker.isInDoubt()).isFalse();
        tracker.sessionBroken();
        assertThat(tracker.isInDoubt()).isTrue();
    }

    @Test
    void doubtsTheLastEventWhenOnlyOneNamespaceWasLeft() {
        send("/", OptionalLong.empty());
        tracker.disconnectWritten();
        tracker.sessionClosed();
        assertThat(tracker.isInDoubt()).isTrue();
    }

    @Test
    void doubtsNothingWhenAnotherNamespaceEnds() {
        send("/", OptionalLong.empty());
        tracker.namespaceEnded("/chat");
        assertThat(tracker.isInDoubt()).isFalse();
        tracker.namespaceEnded("/");
        assertThat(tracker.isInDoubt()).isTrue();
    }

    private void send(String nsp, OptionalLong id) {
        tracker.packetSent(new Packet.Event(nsp, "hello", Arguments.NONE, id));
    }
}
