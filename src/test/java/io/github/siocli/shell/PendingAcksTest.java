package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.EventName;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PendingAcksTest {

    private static final Instant NOW = Instant.EPOCH;

    private final PendingAcks answers = new PendingAcks();

    @Test
    void isPendingUntilAckArrives() {
        answers.expect(AckKey.of("/", 0), EventName.of("a"));
        assertThat(answers.pending()).isEqualTo(1);
        answers.on(ack(0));
        assertThat(answers.pending()).isZero();
        assertThat(answers.isOver(AckKey.of("/", 0))).isTrue();
        assertThat(answers.failure(AckKey.of("/", 0))).isEmpty();
    }

    @Test
    void isNotPendingIfAckArrivedBeforeRegistration() {
        answers.on(ack(0));
        answers.expect(AckKey.of("/", 0), EventName.of("a"));
        assertThat(answers.pending()).isZero();
        assertThat(answers.isOver(AckKey.of("/", 0))).isTrue();
    }

    @Test
    void failsWhenAckTimesOut() {
        answers.expect(AckKey.of("/", 0), EventName.of("a"));
        answers.on(new AckTimedOut(NOW, "/", 0, "a", Duration.ofSeconds(5)));
        assertThat(answers.failure(AckKey.of("/", 0))).map(Failure::kind).contains(FailureKind.ACK_TIMEOUT);
    }

    @Test
    void failsWhenConnectionIsLost() {
        answers.expect(AckKey.of("/", 0), EventName.of("a"));
        answers.expect(AckKey.of("/chat", 0), EventName.of("b"));
        answers.on(new NamespaceDisconnected(NOW, "/chat", DisconnectReason.CONNECTION_LOST, "", 1));
        assertThat(answers.isOver(AckKey.of("/", 0))).isFalse();
        assertThat(answers.failure(AckKey.of("/chat", 0))).map(Failure::kind).contains(FailureKind.DISCONNECTED);
    }

    @Test
    void tracksRequestedAcksUntilSentOrDisconnected() {
        answers.on(question(3));
        answers.on(question(4));
        assertThat(answers.asked("/")).containsExactly(3L, 4L);
        answers.on(new AckSent(NOW, "/", 3, Arguments.NONE));
        assertThat(answers.isAsked(AckKey.of("/", 3))).isFalse();
        assertThat(answers.isAsked(AckKey.of("/", 4))).isTrue();
        answers.on(new NamespaceDisconnected(NOW, "/", DisconnectReason.CONNECTION_LOST, "", 0));
        assertThat(answers.asked("/")).isEmpty();
    }

    private static AckReceived ack(long id) {
        return new AckReceived(NOW, "/", id, Arguments.NONE, Optional.empty());
    }

    private static EventReceived question(long id) {
        return new EventReceived(NOW, "/", "question", Arguments.NONE, OptionalLong.of(id));
    }
}
