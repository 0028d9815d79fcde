package io.github.siocli.server.engine;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Separates two messages on a websocket, for a client that may miss the second one if it reads both together. The second
 * one waits until the client answers a ping of the websocket (RFC 6455, section 5.5.2) or sends a message: then its
 * program has handled the first one.
 */
final class MessageSeparation {

    /** Longest time between the messages. A client that is busy may need tens of milliseconds. */
    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ScheduledExecutorService loop;
    private final LongSupplier nanoTime;
    private final Runnable sendPing;
    private final Runnable release;
    private boolean isDue;
    private long startTime;
    /** Ends the waiting; null while nothing waits. */
    private @Nullable Future<?> timer;

    /**
     * Creates a separation that is not started.
     *
     * @param loop runs everything of the session
     * @param nanoTime returns the time in nanoseconds, as {@link System#nanoTime}
     * @param release sends the messages that wait
     */
    MessageSeparation(ScheduledExecutorService loop, LongSupplier nanoTime, Runnable sendPing, Runnable release) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.sendPing = sendPing;
        this.release = release;
    }

    /** Separates the messages that were sent from those that follow. */
    void start() {
        isDue = timer == null;
        startTime = nanoTime.getAsLong();
    }

    /** Returns true if the messages that are ready must wait. The first call after the start sends the ping. */
    boolean waitIfDue() {
        long left = startTime + LIMIT_NANOS - nanoTime.getAsLong();
        if (isDue && left > 0) {
            sendPing.run();
            timer = loop.schedule(this::end, left, TimeUnit.NANOSECONDS);
        }
        isDue = false;
        return timer != null;
    }

    /** Ends the separation, because the client has sent something or has waited for long enough. */
    void end() {
        isDue = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
            release.run();
        }
    }
}
