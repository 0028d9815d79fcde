package io.github.siocli.client.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Sends the heartbeat of an Engine.IO 3 session: there the client pings, every pingInterval. Any thread may call. */
final class ClientPinger {

    private static final long MIN_MILLIS = 100;

    private final ScheduledFuture<?> task;
    private volatile boolean isPaused;

    /**
     * Starts to ping.
     *
     * @param interval time between two pings
     * @param ping sends one ping, without blocking
     */
    ClientPinger(ScheduledExecutorService scheduler, Duration interval, Runnable ping) {
        long millis = Math.max(MIN_MILLIS, interval.toMillis());
        task = scheduler.scheduleWithFixedDelay(
                () -> {
                    if (!isPaused) {
                        ping.run();
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** Stops the pings while the session moves to another transport. */
    void pause() {
        isPaused = true;
    }

    void resume() {
        isPaused = false;
    }

    /** Ends the heartbeat: the session has ended. */
    void stop() {
        task.cancel(false);
    }
}
