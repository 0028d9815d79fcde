package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.protocol.socketio.Packet;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeliveryTrackerTest {

    private final DeliveryTracker reception = new DeliveryTracker();

    @Test
    void whereNothingWasSentNothingIsOpen() {
        assertThat(reception.isOpen()).isFalse();
    }

    @Test
    void anEventWithoutAcknowledgementStaysOpen() {
        send("/", OptionalLong.empty());
        assertThat(reception.isOpen()).isTrue();
    }

    @Test
    void theAcknowledgementOfTheLastEventSettlesAll() {
        send("/", OptionalLong.empty());
        send("/", OptionalLong.of(3));
        reception.answered("/", 3);
        assertThat(reception.isOpen()).isFalse();
    }

    @Test
    void theAcknowledgementOfAnEarlierEventSaysNothingOfTheLast() {
        send("/", OptionalLong.of(3));
        send("/", OptionalLong.of(4));
        reception.answered("/", 3);
        assertThat(reception.isOpen()).isTrue();
    }

    @Test
    void theSameIdInAnotherNamespaceIsAnotherEvent() {
        send("/", OptionalLong.of(0));
        send("/chat", OptionalLong.of(0));
        reception.answered("/", 0);
        assertThat(reception.isOpen()).isTrue();
        reception.answered("/chat", 0);
        assertThat(reception.isOpen()).isFalse();
    }

    @Test
    void whatIsSentAfterAnAcknowledgementIsOpenAgain() {
        send("/", OptionalLong.of(0));
        reception.answered("/", 0);
        send("/", OptionalLong.empty());
        assertThat(reception.isOpen()).isTrue();
    }

    @Test
    void anAcknowledgementOfOursIsAnsweredByNothing() {
        send("/", OptionalLong.of(0));
        reception.sent(new Packet.Ack("/", 0, Arguments.NONE));
        reception.answered("/", 0);
        assertThat(reception.isOpen()).isTrue();
    }

    @Test
    void anEndOfTheSessionLeavesTheLastEventInDoubt() {
        send("/", OptionalLong.empty());
        assertThat(reception.isInDoubt()).isFalse();
        reception.ended();
        assertThat(reception.isInDoubt()).isTrue();
    }

    @Test
    void anEndOfTheSessionLeavesNothingInDoubtThatIsConfirmed() {
        send("/", OptionalLong.empty());
        reception.confirmed(reception.unconfirmed().orElseThrow());
        send("/", OptionalLong.of(1));
        reception.answered("/", 1);
        reception.leaving();
        reception.ended();
        reception.broken();
        assertThat(reception.isInDoubt()).isFalse();
    }

    @Test
    void aConfirmationSaysNothingOfWhatWasSentAfterIt() {
        send("/", OptionalLong.empty());
        Packet first = reception.unconfirmed().orElseThrow();
        send("/", OptionalLong.empty());
        reception.confirmed(first);
        assertThat(reception.isOpen()).isTrue();
    }

    @Test
    void anOrderlyEndAfterOurGoodbyeIsTheAnswerToIt() {
        send("/", OptionalLong.empty());
        reception.leaving();
        reception.goodbye();
        reception.ended();
        assertThat(reception.isInDoubt()).isFalse();
        reception.broken();
        assertThat(reception.isInDoubt()).isTrue();
    }

    @Test
    void theGoodbyeOfOneNamespaceIsNotThatOfTheSession() {
        send("/", OptionalLong.empty());
        reception.goodbye();
        reception.ended();
        assertThat(reception.isInDoubt()).isTrue();
    }

    @Test
    void theEndOfAnotherNamespaceLeavesNothingInDoubt() {
        send("/", OptionalLong.empty());
        reception.ended("/chat");
        assertThat(reception.isInDoubt()).isFalse();
        reception.ended("/");
        assertThat(reception.isInDoubt()).isTrue();
    }

    private void send(String nsp, OptionalLong id) {
        reception.sent(new Packet.Event(nsp, "hello", Arguments.NONE, id));
    }
}
