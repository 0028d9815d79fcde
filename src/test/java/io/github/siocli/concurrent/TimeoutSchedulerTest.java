package io.github.siocli.concurrent;

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

    private final ScheduledThreadPoolExecutor scheduler = DaemonThreads.scheduler();
    private final BlockingQueue<List<String>> expired = new LinkedBlockingQueue<>();
    private final TimeoutScheduler<String> timeouts = new TimeoutScheduler<>(scheduler, this::takeExpired);

    /** Synchronized, because the scheduler is for one thread at a time. */
    private synchronized void takeExpired() {
        expired.add(timeouts.takeExpired());
    }

    private synchronized void start(String key, Duration length) {
        timeouts.start(key, length);
    }

    private synchronized void stop(String key, Duration length) {
        timeouts.stop(key, length);
    }

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void usesOneTaskForManyTimeouts() {
        for (int i = 0; i < 1000; i++) {
            start("a" + i, NEVER);
            stop("a" + i, NEVER);
            start("b" + i, NEVER);
        }

        assertThat(scheduler.getQueue()).hasSize(1);
    }

    @Test
    void schedulesTheTaskForTheFirstToExpire() {
        start("a", NEVER);
        start("b", LATER);
        start("c", NEVER);

        assertThat(minutesLeft()).isEqualTo(LATER.toMinutes());
    }

    @Test
    void takesExpiredTimeoutsOnceAndSchedulesTheNext() throws InterruptedException {
        start("a", LATER);
        start("b", Duration.ZERO);

        assertThat(expired.take()).containsExactly("b");
        assertThat(minutesLeft()).isEqualTo(LATER.toMinutes());
        assertThat(takeNow()).isEmpty();
        assertThat(minutesLeft()).isEqualTo(LATER.toMinutes());
    }

    @Test
    void expiresEqualTimeoutsInTheOrderOfTheirStart() throws InterruptedException {
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
            all.addAll(expired.take());
        }
        // If the timer is late, "other" may expire together with the others, in any position.
        assertThat(all).containsExactlyInAnyOrder("other", "first", "second").containsSubsequence("first", "second");
        assertThat(takeNow()).isEmpty();
        assertThat(scheduler.getQueue()).isEmpty();
    }

    @Test
    void stopsATimeoutThatIsNotRunning() {
        stop("a", LATER);

        assertThat(scheduler.getQueue()).isEmpty();
    }

    private synchronized List<String> takeNow() {
        return timeouts.takeExpired();
    }

    private long minutesLeft() {
        assertThat(scheduler.getQueue()).hasSize(1);
        long seconds = ((Delayed) scheduler.getQueue().peek()).getDelay(TimeUnit.SECONDS);
        return Math.round(seconds / 60.0);
    }
}
