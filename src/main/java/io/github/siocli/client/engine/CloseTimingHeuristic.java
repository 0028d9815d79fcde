package io.github.siocli.client.engine;

import io.github.siocli.event.Handshake;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Guesses from the timing of packets why the server closed an Engine.IO session without a reason. Any thread may call.
 */
public final class CloseTimingHeuristic {

    /** Tolerance: the server's timers are observed over a network and by threads that may have been busy. */
    private static final long EARLY_TOLERANCE_MILLIS = 100;

    private static final long LATE_TOLERANCE_MILLIS = 250;

    private long openedNanos;
    private long heartbeatNanos;
    private long sentNanos;
    /** Describes the last packet; null if none was sent in this session. */
    private Supplier<String> lastDescription;

    private long lastSize;

    synchronized void sessionOpened() {
        openedNanos = System.nanoTime();
        heartbeatNanos = openedNanos;
        sentNanos = openedNanos;
        lastDescription = null;
    }

    synchronized void heartbeatReceived() {
        heartbeatNanos = System.nanoTime();
    }

    /**
     * Notes that a packet is about to be written.
     *
     * @param description returns a description of the packet
     * @param bytes size of its messages
     */
    public synchronized void packetSent(Supplier<String> description, long bytes) {
        sentNanos = System.nanoTime();
        lastDescription = description;
        lastSize = bytes;
    }

    /** Describes the last packet that was sent, in words that continue a sentence; empty if there is none. */
    public synchronized String describeLastSent() {
        return lastDescription == null
                ? ""
                : "right after the client's " + lastDescription.get() + " of " + lastSize + " bytes";
    }

    /** Explains from the timing why the server closed the session now; empty if the timing does not show it. */
    synchronized String explainClose(Handshake handshake) {
        long now = System.nanoTime();
        String timeout = handshake.server().eio() == 3
                ? explainMissingPings(handshake, now)
                : explainMissingPongs(handshake, now);
        if (!timeout.isEmpty()) {
            return timeout;
        }
        return lastDescription == null || millis(now - sentNanos) > LATE_TOLERANCE_MILLIS
                ? ""
                : describeLastSent() + ": it may have failed to parse it";
    }

    /** In Engine.IO 4 the server pings, and closes the session if no pong arrives. */
    private String explainMissingPongs(Handshake handshake, long now) {
        Duration timeout = handshake.pingTimeout();
        return heartbeatNanos != openedNanos && isExpiredNow(timeout, now - heartbeatNanos)
                ? "its pingTimeout of " + text(timeout) + " after its last ping: pongs do not reach it"
                : "";
    }

    /** In Engine.IO 3 the server closes the session if it receives neither a ping nor another packet in time. */
    private String explainMissingPings(Handshake handshake, long now) {
        Duration timeout = handshake.pingInterval().plus(handshake.pingTimeout());
        long last = Math.max(Math.max(openedNanos - now, heartbeatNanos - now), sentNanos - now);
        return isExpiredNow(timeout, -last)
                ? "its pingInterval and pingTimeout of " + text(timeout)
                        + " after the last packet of the client: pings do not reach it"
                : "";
    }

    /** Describes the timeout of a server that sent no heartbeat. */
    static String describeTimeout(Handshake handshake) {
        return "none for " + text(handshake.pingInterval().plus(handshake.pingTimeout()));
    }

    private static boolean isExpiredNow(Duration timeout, long nanos) {
        long excessMillis = millis(nanos) - timeout.toMillis();
        return excessMillis >= -EARLY_TOLERANCE_MILLIS
                && excessMillis <= Math.max(LATE_TOLERANCE_MILLIS, timeout.toMillis() / 20);
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
