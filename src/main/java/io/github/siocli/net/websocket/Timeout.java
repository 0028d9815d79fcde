package io.github.siocli.net.websocket;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Cancels an operation that takes too long. Closing the timeout stops it. */
final class Timeout implements AutoCloseable {

    private final Cancellation cancellation;
    private final Future<?> future;
    private volatile boolean fired;

    Timeout(ScheduledExecutorService timer, Duration time, Cancellation cancellation) {
        this.cancellation = cancellation;
        this.future = schedule(timer, time);
    }

    /** Returns true if the time ran out. */
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
            // A shut-down timer means that the process needs no websockets any more.
            fire();
            return CompletableFuture.completedFuture(null);
        }
    }

    private void fire() {
        fired = true;
        cancellation.cancel();
    }
}
