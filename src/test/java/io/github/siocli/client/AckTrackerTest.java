package io.github.siocli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.concurrent.DaemonThreads;
import io.github.siocli.event.AnsweredEmit;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AckTrackerTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final ScheduledThreadPoolExecutor scheduler = DaemonThreads.scheduler();
    private final AckTracker acks = new AckTracker(events::add, Clock.systemUTC(), scheduler);

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void countsIdsFromZeroInEachNamespace() {
        assertThat(acks.expect("/", EventName.of("a"), LONG)).isZero();
        assertThat(acks.expect("/", EventName.of("b"), LONG)).isEqualTo(1);
        assertThat(acks.expect("/chat", EventName.of("c"), LONG)).isZero();
    }

    @Test
    void matchesAnAckToItsEmitOnce() {
        long id = acks.expect("/", EventName.of("a"), LONG);
        acks.startTimeout("/", id);
        assertThat(acks.handleAck("/", id)).get().satisfies(emit -> {
            assertThat(emit.name()).isEqualTo(EventName.of("a"));
            assertThat(emit.late()).isFalse();
            assertThat(emit.elapsed()).isPositive();
        });
        assertThat(acks.handleAck("/", id)).isEmpty();
    }

    @Test
    void reportsAnAckAfterItsTimeoutAsLate() throws InterruptedException {
        long id = acks.expect("/", EventName.of("a"), Duration.ofMillis(1));
        acks.startTimeout("/", id);
        assertThat(events.poll(10, TimeUnit.SECONDS)).isInstanceOf(AckTimedOut.class);
        assertThat(acks.handleAck("/", id).map(AnsweredEmit::late)).isEqualTo(Optional.of(true));
    }

    @Test
    void reportsTheSizeOfALargeEventWithItsTimeout() throws InterruptedException {
        long id = acks.expect("/", EventName.of("a"), Duration.ofMillis(1));
        AckTimedOut.Large large = new AckTimedOut.Large(2_000_000, OptionalLong.of(1_000_000));
        acks.setLargePacket("/", id, large);
        acks.setLargePacket("/", id + 1, large);
        acks.startTimeout("/", id);
        assertThat(events.poll(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        AckTimedOut.class, event -> assertThat(event.large()).contains(large));
    }

    @Test
    void forgetsLateAcknowledgementsOfTheEndedNamespace() throws InterruptedException {
        for (String nsp : new String[] {"/", "/chat"}) {
            acks.startTimeout(nsp, acks.expect(nsp, EventName.of("a"), Duration.ofMillis(1)));
            assertThat(events.poll(10, TimeUnit.SECONDS)).isInstanceOf(AckTimedOut.class);
        }
        assertThat(acks.abandonNamespace("/")).isZero();
        assertThat(acks.handleAck("/", 0)).isEmpty();
        assertThat(acks.handleAck("/chat", 0)).isPresent();
    }

    @Test
    void measuresTheTimeSinceTheEventWasSent() {
        long before = System.nanoTime();
        long id = acks.expect("/", EventName.of("a"), LONG);
        acks.startTimeout("/", id);
        Duration elapsed = acks.handleAck("/", id).orElseThrow().elapsed();
        assertThat(elapsed).isBetween(Duration.ZERO, Duration.ofNanos(System.nanoTime() - before));
    }

    @Test
    void startsTheTimeoutWhenTheEventIsSent() throws InterruptedException {
        acks.expect("/", EventName.of("a"), Duration.ofMillis(1));
        assertThat(events.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void abandonsOnlySentEventsOfTheEndedNamespace() {
        long sent = acks.expect("/", EventName.of("a"), LONG);
        acks.startTimeout("/", sent);
        long waiting = acks.expect("/", EventName.of("b"), LONG);
        long elsewhere = acks.expect("/chat", EventName.of("c"), LONG);
        acks.startTimeout("/chat", elsewhere);
        assertThat(acks.abandonNamespace("/")).isEqualTo(1);
        assertThat(acks.handleAck("/", sent)).isEmpty();
        acks.startTimeout("/", waiting);
        assertThat(acks.handleAck("/", waiting)).isPresent();
        assertThat(acks.handleAck("/chat", elsewhere)).isPresent();
    }
}
