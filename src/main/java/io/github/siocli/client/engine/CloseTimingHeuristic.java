package io.github.siocli.client.engine;

import io.github.siocli.event.Handshake;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Guesses from the timing of packets why the server closed an Engine.IO session without a reason. Any thread may call.
 */
final class CloseTimingHeuristic {

    /** Tolerance: the server's timers are observed over a network and by threads that may have been busy. */
    private static final long EARLY_TOLERANCE_MILLIS = 100;

    private static final long LATE_TOLERANCE_MILLIS = 250;

    private static final int USUAL_MAX_ATTACHMENTS = 10;

    private final LongSupplier nanoTime;

    /** Guarded by this object, as the fields below: the reading and the writing thread change them. */
    private long openedNanos;

    private long heartbeatNanos;
    private long sentNanos;
    /** The last event or acknowledgement; null if none was sent in this session. */
    private InFlightPackets.@Nullable WrittenPacket last;

    /**
     * Creates the heuristic of a connection whose session is not open.
     *
     * @param nanoTime returns the time in nanoseconds, as {@link System#nanoTime}
     */
    CloseTimingHeuristic(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void sessionOpened() {
        openedNanos = nanoTime.getAsLong();
        heartbeatNanos = openedNanos;
        sentNanos = openedNanos;
        last = null;
    }

    synchronized void heartbeatReceived() {
        heartbeatNanos = nanoTime.getAsLong();
    }

    /** Notes that an event or an acknowledgement is about to be written. */
    synchronized void packetSent(InFlightPackets.WrittenPacket packet) {
        sentNanos = nanoTime.getAsLong();
        last = packet;
    }

    /** Describes the last packet that was sent, in words that continue a sentence; empty if there is none. */
    synchronized String describeLastSent() {
        return last == null
                ? ""
                : "right after the client's " + describe(last.packet()) + " of " + last.bytes() + " bytes";
    }

    private static String describe(Packet packet) {
        if (packet instanceof Packet.Ack ack) {
            return "acknowledgement " + ack.id();
        }
        Packet.Event event = (Packet.Event) packet;
        int attachments = event.args().attachments().size();
        // Many servers refuse more (socket.io-parser 4.2.6 and newer).
        return "event " + event.name()
                + (attachments > USUAL_MAX_ATTACHMENTS
                        ? " with " + attachments + " attachments (many servers take at most " + USUAL_MAX_ATTACHMENTS
                                + ")"
                        : "");
    }

    /** Explains from the timing why the server closed the session now; empty if the timing does not show it. */
    synchronized String explainClose(Handshake handshake) {
        long now = nanoTime.getAsLong();
        String timeout = handshake.server().eio() == 3
                ? explainMissingPings(handshake, now)
                : explainMissingPongs(handshake, now);
        if (!timeout.isEmpty()) {
            return timeout;
        }
        return last == null || millis(now - sentNanos) > LATE_TOLERANCE_MILLIS
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
        return "no heartbeat for " + text(handshake.pingInterval().plus(handshake.pingTimeout()));
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
