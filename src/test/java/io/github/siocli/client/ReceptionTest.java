package io.github.siocli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.wire.Packet;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReceptionTest {

    private final Reception reception = new Reception();

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

    private void send(String nsp, OptionalLong id) {
        reception.sent(new Packet.Event(nsp, "hello", Arguments.NONE, id));
    }
}
