package io.github.siocli.client.engine;

import io.socket.thread.EventThread;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the client library's thread for a moment after something was sent. The library ends it whenever it has nothing to
 * do, and where one event follows another a new thread for each costs more than everything else. Any thread may call.
 *
 * <p>It is a task of that thread which comes again. Whatever else there is to do waits for it for a part of a millisecond at
 * most, and not at all where it is ours.
 */
final class EventThreadKeepAlive {

    private static final long TIME_NANOS = 10_000_000;
    private static final long LOOK_NANOS = 500_000;

    private final AtomicBoolean active = new AtomicBoolean();
    private volatile long end = System.nanoTime();
    private volatile Thread thread;

    /** Something is sent, and more may follow soon. */
    void extend() {
        end = System.nanoTime() + TIME_NANOS;
        if (active.compareAndSet(false, true)) {
            EventThread.nextTick(this::linger);
        }
    }

    /** The thread has something to do. */
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

    /** Nothing more will be sent. */
    void stop() {
        end = System.nanoTime();
        interrupt();
    }
}
