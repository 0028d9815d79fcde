package io.github.siocli.mock;

import io.github.siocli.server.Cancellable;
import io.github.siocli.server.SioServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What rules do later for one client. It ends when the client leaves. Used on the event loop. */
final class RuleTimers {

    private static final int REPEATS = 100;

    private final int limit;
    private long held;
    private final Set<Timer> waits = new HashSet<>();
    private final Set<Timer> repeats = new HashSet<>();

    /**
     * Timers of which none runs.
     *
     * @param limit how many may wait at a time
     */
    RuleTimers(int limit) {
        this.limit = limit;
    }

    /** One that can be taken back. */
    private static final class Timer {

        private final long size;
        private Cancellable next = () -> {};

        Timer(long size) {
            this.size = size;
        }
    }

    /** Something of a size is kept for later. */
    void hold(long size) {
        if (held + size > RuntimeValue.LIMIT) {
            throw new RuleException("it keeps more for later than 16 MiB");
        }
        held += size;
    }

    /** Something of a size is not kept any more. */
    void release(long size) {
        held -= size;
    }

    /**
     * Does something after a while.
     *
     * @param size of what is kept until then
     */
    void later(SioServer server, Duration delay, long size, Runnable task) {
        if (waits.size() >= limit) {
            throw new RuleException("it waits " + limit + " times already");
        }
        Timer timer = begin(size, waits);
        timer.next = server.schedule(delay, () -> {
            end(timer, waits);
            task.run();
        });
    }

    /**
     * Does something now, and again and again.
     *
     * @param size of what is kept while it is done
     * @param task says whether it is to be done again
     */
    void repeat(SioServer server, Duration every, long size, BooleanSupplier task) {
        if (repeats.size() >= REPEATS) {
            throw new RuleException("it repeats " + REPEATS + " actions already for this client");
        }
        again(begin(size, repeats), server, every, task);
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

    private void again(Timer timer, SioServer server, Duration every, BooleanSupplier task) {
        if (!task.getAsBoolean()) {
            end(timer, repeats);
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

    private void end(Set<Timer> timers) {
        for (Timer timer : List.copyOf(timers)) {
            timer.next.cancel();
            end(timer, timers);
        }
    }
}
