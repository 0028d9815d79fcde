package io.github.siocli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.AnsweredEmit;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import io.github.siocli.event.SessionStatus.PendingAck;
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

class AckTrackerTest {

    private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");
    private static final EventName NAME = EventName.of("a");
    private static final Duration TIMEOUT = Duration.ofMillis(1000);

    private final List<Event> events = new ArrayList<>();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final AckTracker acks =
            new AckTracker(events::add, Clock.fixed(NOW, ZoneOffset.UTC), scheduler, scheduler::nanoTime);

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    private long send(String nsp) {
        long id = acks.expect(nsp, NAME, 0, TIMEOUT);
        acks.startTimeout(nsp, id);
        return id;
    }

    private static AckTimedOut timedOut(String nsp, long id, Optional<AckTimedOut.Large> large) {
        return new AckTimedOut(NOW, nsp, id, NAME, 0, TIMEOUT, Optional.empty(), large);
    }

    @Test
    void countsIdsFromZeroInEachNamespace() {
        assertThat(acks.expect("/", NAME, 0, TIMEOUT)).isZero();
        assertThat(acks.expect("/", NAME, 0, TIMEOUT)).isEqualTo(1);
        assertThat(acks.expect("/chat", NAME, 0, TIMEOUT)).isZero();
    }

    @Test
    void matchesAnAckToItsEmitOnceAndMeasuresTheTimeSinceTheEventWasSent() {
        acks.expect("/", NAME, 0, TIMEOUT);
        scheduler.pass(500);
        acks.startTimeout("/", 0);
        scheduler.pass(999);
        assertThat(acks.handleAck("/", 0)).contains(new AnsweredEmit(NAME, Duration.ofMillis(999), false));
        assertThat(acks.handleAck("/", 0)).isEmpty();
        scheduler.pass(1000);
        assertThat(events).isEmpty();
    }

    @Test
    void startsTheTimeoutWhenTheEventIsSent() {
        acks.expect("/", NAME, 0, TIMEOUT);
        scheduler.pass(5000);
        acks.startTimeout("/", 0);
        scheduler.pass(999);
        assertThat(events).isEmpty();
        scheduler.pass(1);
        assertThat(events).containsExactly(timedOut("/", 0, Optional.empty()));
    }

    @Test
    void reportsAnAckAfterItsTimeoutAsLate() {
        send("/");
        scheduler.pass(1500);
        assertThat(acks.pendingAcks()).isEmpty();
        assertThat(acks.handleAck("/", 0)).contains(new AnsweredEmit(NAME, Duration.ofMillis(1500), true));
        assertThat(acks.handleAck("/", 0)).isEmpty();
    }

    @Test
    void remembersTheLastTenThousandTimeouts() {
        for (int i = 0; i <= 10_000; i++) {
            send("/");
        }
        scheduler.pass(1000);
        assertThat(events).hasSize(10_001);
        assertThat(acks.handleAck("/", 0)).isEmpty();
        assertThat(acks.handleAck("/", 1)).isPresent();
    }

    @Test
    void reportsTheSizeOfALargeEventWithItsTimeout() {
        AckTimedOut.Large large = new AckTimedOut.Large(2_000_000, OptionalLong.of(1_000_000));
        acks.expect("/", NAME, 0, TIMEOUT);
        acks.setLargePacket("/", 0, large);
        acks.setLargePacket("/", 1, large);
        acks.startTimeout("/", 0);
        acks.startTimeout("/", 1);
        scheduler.pass(1000);
        assertThat(events).containsExactly(timedOut("/", 0, Optional.of(large)));
    }

    @Test
    void forgetsLateAcknowledgementsOfTheEndedNamespace() {
        send("/");
        send("/chat");
        scheduler.pass(1000);
        assertThat(acks.abandonNamespace("/")).isZero();
        assertThat(acks.handleAck("/", 0)).isEmpty();
        assertThat(acks.handleAck("/chat", 0)).isPresent();
    }

    @Test
    void abandonsOnlySentEventsOfTheEndedNamespace() {
        send("/");
        long waiting = acks.expect("/", NAME, 0, TIMEOUT);
        send("/chat");
        assertThat(acks.pendingAcks())
                .containsExactly(
                        new PendingAck("/", 0, NAME, Optional.of(NOW)),
                        new PendingAck("/", waiting, NAME, Optional.empty()),
                        new PendingAck("/chat", 0, NAME, Optional.of(NOW)));
        assertThat(acks.abandonNamespace("/")).isEqualTo(1);
        assertThat(acks.handleAck("/", 0)).isEmpty();
        scheduler.pass(1000);
        assertThat(events).containsExactly(timedOut("/chat", 0, Optional.empty()));
        acks.startTimeout("/", waiting);
        assertThat(acks.handleAck("/", waiting)).isPresent();
    }

    @Test
    void forgetsAnEventThatIsNeverSent() {
        acks.expect("/", NAME, 0, TIMEOUT);
        acks.cancel("/", 0);
        assertThat(acks.pendingAcks()).isEmpty();
        acks.startTimeout("/", 0);
        scheduler.pass(1000);
        assertThat(events).isEmpty();
    }
}
