package io.github.siocli.client.engine;

import io.github.siocli.event.Handshake;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Guesses from the timing of packets why the server closed an Engine.IO session without a reason. Any thread may call.
 */
public final class CloseTimingHeuristic {

    /** Tolerance: the server's timers are observed over a network and by threads that may have been busy. */
    private static final long EARLY_MILLIS = 100;

    private static final long LATE_MILLIS = 250;

    private long opened;
    private long heartbeat;
    private long sent;
    private Optional<Supplier<String>> lastSent = Optional.empty();
    private long lastSize;

    synchronized void opened() {
        opened = System.nanoTime();
        heartbeat = opened;
        sent = opened;
        lastSent = Optional.empty();
    }

    synchronized void heartbeat() {
        heartbeat = System.nanoTime();
    }

    /**
     * Notes that a packet is about to be written.
     *
     * @param what returns a description of the packet
     * @param bytes size of its messages
     */
    public synchronized void sent(Supplier<String> what, long bytes) {
        sent = System.nanoTime();
        lastSent = Optional.of(what);
        lastSize = bytes;
    }

    /** Describes the last packet that was sent, in words that continue a sentence; empty if there is none. */
    public synchronized String lastSent() {
        return lastSent.map(what -> "right after our " + what.get() + " of " + lastSize + " bytes")
                .orElse("");
    }

    /** Explains why the server has just closed the session; empty if the timing does not show it. */
    synchronized String atClosing(Handshake handshake) {
        long now = System.nanoTime();
        String timeout = handshake.server().eio() == 3 ? pingsLost(handshake, now) : pongsLost(handshake, now);
        if (!timeout.isEmpty()) {
            return timeout;
        }
        return lastSent.isEmpty() || millis(now - sent) > LATE_MILLIS ? "" : lastSent() + ": could it not parse that?";
    }

    /** In Engine.IO 4 the server pings, and closes the session if no pong arrives. */
    private String pongsLost(Handshake handshake, long now) {
        Duration timeout = handshake.pingTimeout();
        return heartbeat != opened && isNow(timeout, now - heartbeat)
                ? "its pingTimeout of " + text(timeout) + " after its last ping: our pongs do not reach it"
                : "";
    }

    /** In Engine.IO 3 the server closes the session if it receives neither a ping nor another packet in time. */
    private String pingsLost(Handshake handshake, long now) {
        Duration timeout = handshake.pingInterval().plus(handshake.pingTimeout());
        long last = Math.max(Math.max(opened - now, heartbeat - now), sent - now);
        return isNow(timeout, -last)
                ? "its pingInterval and pingTimeout of " + text(timeout)
                        + " after it last heard of us: our pings do not reach it"
                : "";
    }

    /** Describes the timeout of a server that sent no heartbeat. */
    static String atTimeout(Handshake handshake) {
        return "none for " + text(handshake.pingInterval().plus(handshake.pingTimeout()));
    }

    private static boolean isNow(Duration timeout, long nanos) {
        long over = millis(nanos) - timeout.toMillis();
        return over >= -EARLY_MILLIS && over <= Math.max(LATE_MILLIS, timeout.toMillis() / 20);
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
