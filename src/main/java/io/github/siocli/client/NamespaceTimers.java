package io.github.siocli.client;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Timers for namespaces that are being connected or left on an open connection. Any thread may call. */
public final class NamespaceTimers {

    /**
     * Time that a server needs to process a DISCONNECT, which it does not confirm. Server 4.8 closes the whole
     * connection if it reads a CONNECT together with a DISCONNECT of the same namespace.
     */
    private static final Duration SETTLE_DELAY = Duration.ofMillis(100);

    private final ScheduledExecutorService scheduler;
    private final Duration connectTimeout;

    /**
     * Creates the timers of a session.
     *
     * @param connectTimeout time that a namespace may take to answer a CONNECT
     */
    public NamespaceTimers(ScheduledExecutorService scheduler, Duration connectTimeout) {
        this.scheduler = scheduler;
        this.connectTimeout = connectTimeout;
    }

    /** Returns the time that a namespace may take to answer a CONNECT, in nanoseconds. */
    long connectTimeoutNanos() {
        return connectTimeout.toNanos();
    }

    /** Runs a task when the answer to a CONNECT is overdue. */
    void scheduleConnectTimeout(Runnable onTimeout) {
        schedule(onTimeout, connectTimeout);
    }

    /** Runs a task when the server has had time to process a DISCONNECT. */
    void scheduleAfterSettleDelay(Runnable onSettled) {
        schedule(onSettled, SETTLE_DELAY);
    }

    /** Runs a task later, unless the session ends before. */
    void schedule(Runnable task, Duration delay) {
        try {
            scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            // The session has ended, and its namespaces with it.
        }
    }
}
