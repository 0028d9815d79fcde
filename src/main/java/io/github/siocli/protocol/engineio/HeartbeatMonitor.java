package io.github.siocli.protocol.engineio;

import io.github.siocli.event.Handshake;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Detects a silent server: no heartbeat for pingInterval + pingTimeout (Engine.IO protocol, "Heartbeat"). Any thread
 * may call.
 *
 * <p>Only time spent waiting for the network counts: while our own output blocks the reading, heartbeats that the
 * server has sent wait unread behind its events. The server does not know that, so the monitor also reports when a pong
 * must be sent ahead of an unread ping.
 */
public final class HeartbeatMonitor {

    /** The result of a check. */
    public enum HeartbeatStatus {
        /** We are waiting for the server. */
        WAITING,
        /** Our output blocks the reading. */
        READING_BLOCKED,
        /** Our output blocks the reading. A ping of the server is probably waiting by now and needs a pong. */
        PONG_DUE,
        /** The server is silent. */
        TIMED_OUT
    }

    private static final long MIN_CHECK_MILLIS = 25;
    private static final long MAX_CHECK_MILLIS = 5000;

    private final LongSupplier clock;
    /** Guarded by this object, as the fields below: the timer and the reading thread change them. */
    private LongSupplier networkWait = () -> 0;

    private long pingIntervalNanos;
    private long pingTimeoutNanos;
    private long waitAtHeartbeat;
    private long lastPongNanos;
    private long lastCheckNanos;
    private long waitAtLastCheck;

    /**
     * Creates a monitor for consecutive sessions.
     *
     * @param clock returns the time in nanoseconds
     */
    public HeartbeatMonitor(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Starts to monitor a new session, or the transport that a session has moved to.
     *
     * @param networkWait returns the total time for which the reader of the transport has waited for the network, in
     *     nanoseconds
     */
    public synchronized void start(Handshake handshake, LongSupplier networkWait) {
        this.networkWait = networkWait;
        pingIntervalNanos = nanos(handshake.pingInterval());
        pingTimeoutNanos = nanos(handshake.pingTimeout());
        lastCheckNanos = clock.getAsLong();
        waitAtLastCheck = networkWait.getAsLong();
        heartbeatReceived();
    }

    /** Notes a heartbeat of the server, which the library answers. */
    public synchronized void heartbeatReceived() {
        waitAtHeartbeat = networkWait.getAsLong();
        lastPongNanos = clock.getAsLong();
    }

    /** Returns the time from one check to the next, in milliseconds. */
    public synchronized long checkMillis() {
        return Math.max(
                MIN_CHECK_MILLIS,
                Math.min(MAX_CHECK_MILLIS, Math.min(pingIntervalNanos, pingTimeoutNanos) / 4_000_000));
    }

    /** Returns the state since the last check, and starts the next interval. */
    public synchronized HeartbeatStatus check() {
        long now = clock.getAsLong();
        long wait = networkWait.getAsLong();
        long elapsed = now - lastCheckNanos;
        long waited = wait - waitAtLastCheck;
        lastCheckNanos = now;
        waitAtLastCheck = wait;
        if (wait - waitAtHeartbeat > pingIntervalNanos + pingTimeoutNanos) {
            return HeartbeatStatus.TIMED_OUT;
        }
        if (waited < elapsed / 2 && now - lastPongNanos >= pingIntervalNanos + pingTimeoutNanos / 4) {
            lastPongNanos = now;
            return HeartbeatStatus.PONG_DUE;
        }
        // Short waits between many events are part of reading them.
        return waited < elapsed - elapsed / 16 ? HeartbeatStatus.READING_BLOCKED : HeartbeatStatus.WAITING;
    }

    private static long nanos(Duration duration) {
        // The sum of two durations must not overflow.
        return duration.compareTo(Duration.ofDays(365)) < 0
                ? duration.toNanos()
                : Duration.ofDays(365).toNanos();
    }
}
