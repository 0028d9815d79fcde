package io.github.siocli.client.engine;

import io.socket.thread.EventThread;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the client library's event thread alive for a short time after a packet was sent. Any thread may call.
 *
 * <p>The library stops the thread whenever it is idle, and for a stream of events a new thread for each costs more than
 * everything else. The keep-alive is a task of that thread which reschedules itself. Other tasks wait for it at most a
 * fraction of a millisecond; our own tasks wake it and do not wait.
 */
final class EventThreadKeepAlive {

    private static final long KEEP_ALIVE_NANOS = 10_000_000;
    private static final long PARK_NANOS = 500_000;

    private final AtomicBoolean isActive = new AtomicBoolean();
    private volatile long endNanos = System.nanoTime();
    private volatile Thread thread;

    /** Keeps the thread alive: a packet is sent and more may follow soon. */
    void extend() {
        endNanos = System.nanoTime() + KEEP_ALIVE_NANOS;
        if (isActive.compareAndSet(false, true)) {
            EventThread.nextTick(this::park);
        }
    }

    /** Wakes the thread for another task. */
    void wake() {
        LockSupport.unpark(thread);
    }

    private void park() {
        thread = Thread.currentThread();
        if (endNanos - System.nanoTime() > 0) {
            LockSupport.parkNanos(PARK_NANOS);
            EventThread.nextTick(this::park);
        } else {
            isActive.set(false);
        }
    }

    /** Lets the thread end: no more packets follow. */
    void stop() {
        endNanos = System.nanoTime();
        wake();
    }
}
