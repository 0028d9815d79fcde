package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeoutSchedulerTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration LATER = Duration.ofHours(1);

    private final ScheduledThreadPoolExecutor scheduler = SessionThreads.scheduler();
    private final BlockingQueue<List<String>> ended = new LinkedBlockingQueue<>();
    private final TimeoutScheduler<String> timeouts = new TimeoutScheduler<>(scheduler, this::take);

    /** Synchronized, because the scheduler is for one thread at a time. */
    private synchronized void take() {
        ended.add(timeouts.takeEnded());
    }

    private synchronized void start(String what, Duration length) {
        timeouts.start(what, length);
    }

    private synchronized void stop(String what, Duration length) {
        timeouts.stop(what, length);
    }

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void manyAreOneTask() {
        for (int i = 0; i < 1000; i++) {
            start("a" + i, NEVER);
            stop("a" + i, NEVER);
            start("b" + i, NEVER);
        }

        assertThat(scheduler.getQueue()).hasSize(1);
    }

    @Test
    void theFirstToEndSetsTheTime() {
        start("a", NEVER);
        start("b", LATER);
        start("c", NEVER);

        assertThat(minutesLeft()).isEqualTo(LATER.toMinutes());
    }

    @Test
    void whatHasEndedIsTakenOnceAndTheNextWaits() throws InterruptedException {
        start("a", LATER);
        start("b", Duration.ZERO);

        assertThat(ended.take()).containsExactly("b");
        assertThat(minutesLeft()).isEqualTo(LATER.toMinutes());
        assertThat(takeNow()).isEmpty();
        assertThat(minutesLeft()).isEqualTo(LATER.toMinutes());
    }

    @Test
    void timesOfTheSameLengthEndInTheOrderInWhichTheyBegan() throws InterruptedException {
        Duration soon = Duration.ofMillis(30);
        synchronized (this) {
            start("first", soon);
            start("second", soon);
            start("stopped", soon);
            stop("stopped", soon);
            start("other", Duration.ofMillis(10));
        }

        List<String> all = new ArrayList<>();
        while (all.size() < 3) {
            all.addAll(ended.take());
        }
        // If the timer is late, "other" may expire together with the others, in any position.
        assertThat(all).containsExactlyInAnyOrder("other", "first", "second").containsSubsequence("first", "second");
        assertThat(takeNow()).isEmpty();
        assertThat(scheduler.getQueue()).isEmpty();
    }

    @Test
    void whatDoesNotRunCanBeStopped() {
        stop("a", LATER);

        assertThat(scheduler.getQueue()).isEmpty();
    }

    private synchronized List<String> takeNow() {
        return timeouts.takeEnded();
    }

    private long minutesLeft() {
        assertThat(scheduler.getQueue()).hasSize(1);
        long seconds = ((Delayed) scheduler.getQueue().peek()).getDelay(TimeUnit.SECONDS);
        return Math.round(seconds / 60.0);
    }
}
