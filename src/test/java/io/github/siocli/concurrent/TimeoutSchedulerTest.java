package io.github.siocli.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.ManualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeoutSchedulerTest {

    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofMillis(1000);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final List<List<String>> expired = new ArrayList<>();
    private final TimeoutScheduler<String> timeouts =
            new TimeoutScheduler<>(scheduler, scheduler::nanoTime, this::takeExpired);

    private void takeExpired() {
        expired.add(timeouts.takeExpired());
    }

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void usesOneTaskForManyTimeouts() {
        for (int i = 0; i < 1000; i++) {
            timeouts.start("a" + i, LONG);
            timeouts.stop("a" + i, LONG);
            timeouts.start("b" + i, LONG);
        }
        assertThat(millisLeft()).containsExactly(1000L);
    }

    @Test
    void schedulesTheTaskForTheFirstToExpire() {
        timeouts.start("a", LONG);
        timeouts.start("b", SHORT);
        timeouts.start("c", LONG);
        assertThat(millisLeft()).containsExactly(10L);
    }

    @Test
    void takesTimeoutsOnceAtTheirTimeAndSchedulesTheNext() {
        timeouts.start("a", LONG);
        timeouts.start("b", SHORT);
        scheduler.pass(9);
        assertThat(expired).isEmpty();
        scheduler.pass(1);
        assertThat(expired).containsExactly(List.of("b"));
        assertThat(millisLeft()).containsExactly(990L);
        assertThat(timeouts.takeExpired()).isEmpty();
        assertThat(millisLeft()).containsExactly(990L);
    }

    @Test
    void schedulesTheNextTimeoutWhateverItsLength() {
        timeouts.start("a", LONG);
        timeouts.start("b", SHORT.multipliedBy(2));
        timeouts.start("c", SHORT);
        timeouts.start("d", SHORT.multipliedBy(3));
        scheduler.pass(10);
        assertThat(millisLeft()).containsExactly(10L);
        scheduler.pass(10);
        assertThat(millisLeft()).containsExactly(10L);
        scheduler.pass(10);
        assertThat(expired).containsExactly(List.of("c"), List.of("b"), List.of("d"));
    }

    @Test
    void expiresEqualTimeoutsInTheOrderOfTheirStartWithoutTheStoppedOnes() {
        for (String key : new String[] {"first", "second", "stopped", "third"}) {
            timeouts.start(key, SHORT);
        }
        timeouts.stop("stopped", SHORT);
        scheduler.pass(10);
        assertThat(expired).containsExactly(List.of("first", "second", "third"));
        assertThat(millisLeft()).isEmpty();
    }

    @Test
    void stopsATimeoutThatIsNotRunning() {
        timeouts.stop("a", LONG);
        assertThat(millisLeft()).isEmpty();
    }

    private List<Long> millisLeft() {
        return scheduler.waitingTasks().stream()
                .map(task -> task.getDelay(TimeUnit.MILLISECONDS))
                .toList();
    }
}
