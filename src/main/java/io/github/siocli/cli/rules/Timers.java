package io.github.siocli.cli.rules;

import io.github.siocli.serve.Cancellable;
import io.github.siocli.serve.SioServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What rules do later for one client. It ends when the client leaves. Used on the event loop. */
final class Timers {

    private static final int REPEATS = 100;

    private final int limit;
    private final Set<Timer> waits = new HashSet<>();
    private final Set<Timer> repeats = new HashSet<>();

    /**
     * Timers of which none runs.
     *
     * @param limit how many may wait at a time
     */
    Timers(int limit) {
        this.limit = limit;
    }

    /** One that can be taken back. */
    private static final class Timer {

        private Cancellable next = () -> {};
    }

    /** Does something after a while. */
    void later(SioServer server, Duration delay, Runnable task) {
        if (waits.size() >= limit) {
            throw new RuleFault("it waits " + limit + " times already");
        }
        Timer timer = new Timer();
        waits.add(timer);
        timer.next = server.schedule(delay, () -> {
            waits.remove(timer);
            task.run();
        });
    }

    /**
     * Does something now, and again and again.
     *
     * @param task says whether it is to be done again
     */
    void repeat(SioServer server, Duration every, BooleanSupplier task) {
        if (repeats.size() >= REPEATS) {
            throw new RuleFault("it repeats " + REPEATS + " actions already for this client");
        }
        Timer timer = new Timer();
        repeats.add(timer);
        again(timer, server, every, task);
    }

    private void again(Timer timer, SioServer server, Duration every, BooleanSupplier task) {
        if (!task.getAsBoolean()) {
            repeats.remove(timer);
        } else if (repeats.contains(timer)) {
            timer.next = server.schedule(every, () -> again(timer, server, every, task));
        }
    }

    /** Ends what is repeated. */
    void endRepeats() {
        end(repeats);
    }

    /** Ends all. */
    void end() {
        end(waits);
        end(repeats);
    }

    private static void end(Set<Timer> timers) {
        List.copyOf(timers).forEach(timer -> timer.next.cancel());
        timers.clear();
    }
}
