package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.protocol.socketio.Packet;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeliveryTrackerTest {

    private final DeliveryTracker tracker = new DeliveryTracker();

    @Test
    void hasNothingUnconfirmedBeforeTheFirstPacket() {
        assertThat(tracker.isOpen()).isFalse();
    }

    @Test
    void keepsAnEventWithoutAckUnconfirmed() {
        send("/", OptionalLong.empty());
        assertThat(tracker.isOpen()).isTrue();
    }

    @Test
    void confirmsAllWithTheAckOfTheLastEvent() {
        send("/", OptionalLong.empty());
        send("/", OptionalLong.of(3));
        tracker.answered("/", 3);
        assertThat(tracker.isOpen()).isFalse();
    }

    @Test
    void ignoresTheAckOfAnEarlierEvent() {
        send("/", OptionalLong.of(3));
        send("/", OptionalLong.of(4));
        tracker.answered("/", 3);
        assertThat(tracker.isOpen()).isTrue();
    }

    @Test
    void distinguishesEqualIdsOfDifferentNamespaces() {
        send("/", OptionalLong.of(0));
        send("/chat", OptionalLong.of(0));
        tracker.answered("/", 0);
        assertThat(tracker.isOpen()).isTrue();
        tracker.answered("/chat", 0);
        assertThat(tracker.isOpen()).isFalse();
    }

    @Test
    void keepsAnEventSentAfterAnAckUnconfirmed() {
        send("/", OptionalLong.of(0));
        tracker.answered("/", 0);
        send("/", OptionalLong.empty());
        assertThat(tracker.isOpen()).isTrue();
    }

    @Test
    void keepsOurOwnAckUnconfirmed() {
        send("/", OptionalLong.of(0));
        tracker.sent(new Packet.Ack("/", 0, Arguments.NONE));
        tracker.answered("/", 0);
        assertThat(tracker.isOpen()).isTrue();
    }

    @Test
    void doubtsTheLastEventWhenTheSessionEnds() {
        send("/", OptionalLong.empty());
        assertThat(tracker.isInDoubt()).isFalse();
        tracker.ended();
        assertThat(tracker.isInDoubt()).isTrue();
    }

    @Test
    void doubtsNoConfirmedEventWhenTheSessionEnds() {
        send("/", OptionalLong.empty());
        tracker.confirmed(tracker.unconfirmed().orElseThrow());
        send("/", OptionalLong.of(1));
        tracker.answered("/", 1);
        tracker.leaving();
        tracker.ended();
        tracker.broken();
        assertThat(tracker.isInDoubt()).isFalse();
    }

    @Test
    void confirmsNoEventSentLater() {
        send("/", OptionalLong.empty());
        Packet first = tracker.unconfirmed().orElseThrow();
        send("/", OptionalLong.empty());
        tracker.confirmed(first);
        assertThat(tracker.isOpen()).isTrue();
    }

    @Test
    void trustsAnOrderlyEndAfterOurDisconnect() {
        send("/", OptionalLong.empty());
        tracker.leaving();
        tracker.goodbye();
        tracker.ended();
        assertThat(tracker.isInDoubt()).isFalse();
        tracker.broken();
        assertThat(tracker.isInDoubt()).isTrue();
    }

    @Test
    void doubtsTheLastEventWhenOnlyOneNamespaceWasLeft() {
        send("/", OptionalLong.empty());
        tracker.goodbye();
        tracker.ended();
        assertThat(tracker.isInDoubt()).isTrue();
    }

    @Test
    void doubtsNothingWhenAnotherNamespaceEnds() {
        send("/", OptionalLong.empty());
        tracker.ended("/chat");
        assertThat(tracker.isInDoubt()).isFalse();
        tracker.ended("/");
        assertThat(tracker.isInDoubt()).isTrue();
    }

    private void send(String nsp, OptionalLong id) {
        tracker.sent(new Packet.Event(nsp, "hello", Arguments.NONE, id));
    }
}
