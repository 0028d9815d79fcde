package io.github.siocli.client.engine;

import io.github.siocli.event.Handshake;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides whether the server is silent: no heartbeat for pingInterval + pingTimeout (Engine.IO protocol, "Heartbeat"). Only
 * the time in which we wait for the network counts. While our own output holds up the reading, heartbeats that the server
 * has sent wait unread behind its events.
 *
 * <p>The server does not know that. So the monitor also says when a pong has to be sent ahead of the ping that waits unread.
 * Any thread may call.
 */
final class HeartbeatMonitor {

    /** The state of the session at a check. */
    enum State {
        /** We wait for the server. */
        WAITING,
        /** Our output holds up the reading. */
        HELD_UP,
        /** Our output holds up the reading, and the server has probably sent a ping by now: it needs a pong. */
        PONG_DUE,
        /** The server is silent. */
        TIMED_OUT
    }

    private static final long MIN_CHECK_MILLIS = 25;
    private static final long MAX_CHECK_MILLIS = 5000;

    private final LongSupplier clock;
    private LongSupplier networkWait = () -> 0;
    private long interval;
    private long timeout;
    private long heartbeatWait;
    private long lastPong;
    private long lastCheck;
    private long lastCheckWait;

    /**
     * Creates a monitor for sessions that follow each other.
     *
     * @param clock gives the time in nanoseconds
     */
    HeartbeatMonitor(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Starts with a new session, or with the transport that a session has moved to.
     *
     * @param networkWait gives the time for which the reader of the transport has waited for the network, in nanoseconds
     */
    synchronized void start(Handshake handshake, LongSupplier networkWait) {
        this.networkWait = networkWait;
        interval = nanos(handshake.pingInterval());
        timeout = nanos(handshake.pingTimeout());
        lastCheck = clock.getAsLong();
        lastCheckWait = networkWait.getAsLong();
        heartbeat();
    }

    /** A heartbeat of the server came in, which the library answers. */
    synchronized void heartbeat() {
        heartbeatWait = networkWait.getAsLong();
        lastPong = clock.getAsLong();
    }

    /** Returns the time from one check to the next, in milliseconds. */
    synchronized long checkMillis() {
        return Math.max(MIN_CHECK_MILLIS, Math.min(MAX_CHECK_MILLIS, Math.min(interval, timeout) / 4_000_000));
    }

    /** Returns the state since the last check. */
    synchronized State check() {
        long now = clock.getAsLong();
        long wait = networkWait.getAsLong();
        long elapsed = now - lastCheck;
        long waited = wait - lastCheckWait;
        lastCheck = now;
        lastCheckWait = wait;
        if (wait - heartbeatWait > interval + timeout) {
            return State.TIMED_OUT;
        }
        if (waited < elapsed / 2 && now - lastPong >= interval + timeout / 4) {
            lastPong = now;
            return State.PONG_DUE;
        }
        // Short waits between many events are part of reading them.
        return waited < elapsed - elapsed / 16 ? State.HELD_UP : State.WAITING;
    }

    private static long nanos(Duration duration) {
        // A sum of two must not overflow.
        return duration.compareTo(Duration.ofDays(365)) < 0
                ? duration.toNanos()
                : Duration.ofDays(365).toNanos();
    }
}
