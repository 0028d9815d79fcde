package io.github.siocli.mock;

import io.github.siocli.expression.Value;
import io.github.siocli.server.Cancellable;
import io.github.siocli.server.ServerLoop;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Pending and repeated actions for one client. They end when the client leaves. Used on the event loop. */
final class RuleTimers {

    private static final int REPEATS = 100;

    private final int limit;
    private long held;
    private final Set<Timer> pending = new HashSet<>();
    private final Set<Timer> repeats = new HashSet<>();

    /**
     * Creates an empty set of timers.
     *
     * @param limit maximum number of pending timers
     */
    RuleTimers(int limit) {
        this.limit = limit;
    }

    /** A timer that can be cancelled. */
    private static final class Timer {

        private final long size;
        private Cancellable next = Cancellable.NONE;

        Timer(long size) {
            this.size = size;
        }
    }

    /** Counts data that is retained for later. */
    void hold(long size) {
        if (held + size > Value.LIMIT) {
            throw new RuleException("the arguments of its pending actions exceed 16 MiB");
        }
        held += size;
    }

    /** Releases data that was retained. */
    void release(long size) {
        held -= size;
    }

    /**
     * Runs a task after a delay.
     *
     * @param size size of the data that is retained until then
     */
    void schedule(ServerLoop server, Duration delay, long size, Runnable task) {
        if (pending.size() >= limit) {
            throw new RuleException("it waits " + limit + " times already");
        }
        Timer timer = begin(size, pending);
        timer.next = server.schedule(delay, () -> {
            end(timer, pending);
            task.run();
        });
    }

    /**
     * Runs a task now and repeatedly.
     *
     * @param size size of the data that is retained meanwhile
     * @param task returns true to run again
     */
    void repeat(ServerLoop server, Duration every, long size, BooleanSupplier task) {
        if (repeats.size() >= REPEATS) {
            throw new RuleException("it repeats " + REPEATS + " actions already for this client");
        }
        repeatAfter(begin(size, repeats), server, every, task);
    }

    private Timer begin(long size, Set<Timer> timers) {
        hold(size);
        Timer timer = new Timer(size);
        timers.add(timer);
        return timer;
    }

    private void end(Timer timer, Set<Timer> timers) {
        if (timers.remove(timer)) {
            release(timer.size);
        }
    }

    private void repeatAfter(Timer timer, ServerLoop server, Duration every, BooleanSupplier task) {
        if (!task.getAsBoolean()) {
            end(timer, repeats);
        } else if (repeats.contains(timer)) {
            timer.next = server.schedule(every, () -> repeatAfter(timer, server, every, task));
        }
    }

    /** Ends all repeated actions. */
    void endRepeats() {
        end(repeats);
    }

    /** Ends all timers. */
    void end() {
        end(pending);
        end(repeats);
    }

    private void end(Set<Timer> timers) {
        for (Timer timer : List.copyOf(timers)) {
            timer.next.cancel();
            end(timer, timers);
        }
    }
}
