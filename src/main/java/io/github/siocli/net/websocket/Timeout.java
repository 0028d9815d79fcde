package io.github.siocli.net.websocket;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Cancels what is not done in time; closing it means that it is done. */
final class Timeout implements AutoCloseable {

    private final Cancellation cancellation;
    private final Future<?> future;
    private volatile boolean fired;

    Timeout(ScheduledExecutorService timer, Duration time, Cancellation cancellation) {
        this.cancellation = cancellation;
        this.future = schedule(timer, time);
    }

    /** Whether the time ran out. */
    boolean hasFired() {
        return fired;
    }

    @Override
    public void close() {
        future.cancel(false);
    }

    private Future<?> schedule(ScheduledExecutorService timer, Duration time) {
        try {
            return timer.schedule(this::fire, time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException timerIsOver) {
            // Whoever ends the timer has no use for websockets either.
            fire();
            return CompletableFuture.completedFuture(null);
        }
    }

    private void fire() {
        fired = true;
        cancellation.cancel();
    }
}
