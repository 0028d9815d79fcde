package io.github.siocli.client.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The heartbeat of a session: in Engine.IO 3 it is the client that pings, each pingInterval. Any thread may call. */
final class ClientPinger {

    private static final long MIN_MILLIS = 100;

    private final ScheduledFuture<?> beating;
    private volatile boolean paused;

    /**
     * Begins.
     *
     * @param interval time between two pings
     * @param ping sends one, without waiting
     */
    ClientPinger(ScheduledExecutorService scheduler, Duration interval, Runnable ping) {
        long millis = Math.max(MIN_MILLIS, interval.toMillis());
        beating = scheduler.scheduleWithFixedDelay(
                () -> {
                    if (!paused) {
                        ping.run();
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** No ping, as the session is moving to another transport. */
    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    /** The session is over. */
    void stop() {
        beating.cancel(false);
    }
}
