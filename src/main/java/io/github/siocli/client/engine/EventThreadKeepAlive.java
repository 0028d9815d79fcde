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

    private static final long TIME_NANOS = 10_000_000;
    private static final long LOOK_NANOS = 500_000;

    private final AtomicBoolean active = new AtomicBoolean();
    private volatile long end = System.nanoTime();
    private volatile Thread thread;

    /** Keeps the thread alive: a packet is sent and more may follow soon. */
    void extend() {
        end = System.nanoTime() + TIME_NANOS;
        if (active.compareAndSet(false, true)) {
            EventThread.nextTick(this::linger);
        }
    }

    /** Wakes the thread for another task. */
    void interrupt() {
        LockSupport.unpark(thread);
    }

    private void linger() {
        thread = Thread.currentThread();
        if (end - System.nanoTime() > 0) {
            LockSupport.parkNanos(LOOK_NANOS);
            EventThread.nextTick(this::linger);
        } else {
            active.set(false);
        }
    }

    /** Lets the thread end: no more packets follow. */
    void stop() {
        end = System.nanoTime();
        interrupt();
    }
}
