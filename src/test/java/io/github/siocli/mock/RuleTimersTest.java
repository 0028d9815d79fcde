package io.github.siocli.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.expression.Value;
import io.github.siocli.server.Cancellable;
import io.github.siocli.server.Namespace;
import io.github.siocli.server.ServerLoop;
import io.github.siocli.testing.ManualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleTimersTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String TOO_LARGE = "the arguments of its pending actions exceed 16 MiB";

    private final ManualScheduler scheduler = new ManualScheduler();
    private final List<String> done = new ArrayList<>();
    private final RuleTimers timers = new RuleTimers(2);
    private final ServerLoop server = new ServerLoop() {
        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            Future<?> future = scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        }

        @Override
        public Optional<Namespace> findNamespace(String name) {
            return Optional.empty();
        }
    };

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    private void schedule(String name, long size) {
        timers.schedule(server, SECOND, size, () -> done.add(name));
    }

    private void repeat(String name, int times, long size) {
        int[] count = {0};
        timers.repeat(server, SECOND, size, () -> {
            done.add(name + ++count[0]);
            return count[0] < times;
        });
    }

    @Test
    void limitsTheTasksThatArePendingAtTheSameTime() {
        schedule("a", 0);
        schedule("b", 0);
        assertThatThrownBy(() -> schedule("c", 0)).hasMessage("it waits 2 times already");
        scheduler.pass(1000);
        schedule("d", 0);
        scheduler.pass(1000);
        assertThat(done).containsExactly("a", "b", "d");
    }

    @Test
    void limitsTheDataOfPendingTasksToSixteenMebibytes() {
        timers.hold(6);
        schedule("a", Value.LIMIT - 10);
        repeat("b", 2, 4);
        assertThatThrownBy(() -> schedule("c", 1)).hasMessage(TOO_LARGE);
        timers.release(6);
        timers.hold(6);
        assertThatThrownBy(() -> timers.hold(1)).hasMessage(TOO_LARGE);
        scheduler.pass(1000);
        schedule("d", Value.LIMIT - 6);
        assertThatThrownBy(() -> timers.hold(1)).hasMessage(TOO_LARGE);
    }

    @Test
    void repeatsATaskAtItsPaceUntilItIsDone() {
        repeat("a", 3, 0);
        assertThat(done).containsExactly("a1");
        scheduler.pass(999);
        assertThat(done).containsExactly("a1");
        scheduler.pass(10_000);
        assertThat(done).containsExactly("a1", "a2", "a3");
    }

    @Test
    void limitsTheTasksThatAreRepeatedAtTheSameTime() {
        for (int i = 0; i < 100; i++) {
            repeat("once", 1, 0);
            repeat("twice", 2, 0);
        }
        assertThatThrownBy(() -> repeat("c", 2, 0)).hasMessage("it repeats 100 actions already for this client");
        scheduler.pass(1000);
        repeat("d", 2, 0);
        assertThat(done).endsWith("d1");
    }

    @Test
    void endsRepeatedTasksAndLetsOthersContinue() {
        schedule("a", 0);
        repeat("b", 9, Value.LIMIT);
        timers.endRepeats();
        timers.hold(Value.LIMIT);
        scheduler.pass(2000);
        assertThat(done).containsExactly("b1", "a");
    }

    @Test
    void endsAllTasksAndReleasesTheirData() {
        schedule("a", 1);
        repeat("b", 9, Value.LIMIT - 1);
        timers.end();
        assertThat(scheduler.waitingTasks()).isEmpty();
        timers.hold(Value.LIMIT);
        timers.release(Value.LIMIT);
        schedule("c", 1);
        schedule("d", 1);
        scheduler.pass(1000);
        assertThat(done).containsExactly("b1", "c", "d");
    }

    @Test
    void doesNotRepeatATaskThatEndedTheTimers() {
        timers.repeat(server, SECOND, 1, () -> {
            done.add("a");
            timers.end();
            return true;
        });
        assertThat(scheduler.waitingTasks()).isEmpty();
        timers.hold(Value.LIMIT);
    }
}
