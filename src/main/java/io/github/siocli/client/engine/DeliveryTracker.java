package io.github.siocli.client.engine;

import io.github.siocli.protocol.socketio.Packet;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tracks for a connection whether the server is known to have read our last event or acknowledgement, and so all before it. Any thread
 * may call.
 *
 * <p>Servers of the reference implementation hand an event to its listeners a moment after they read it, and discard it
 * if a DISCONNECT came in meanwhile. A server that cannot parse an event closes the session. So if the session ends
 * before the last packet is confirmed, it is unknown whether the server accepted it.
 */
final class DeliveryTracker {

    /** Longest time between a packet and an end of the session that the packet may have caused. */
    private static final long MAX_REACTION_NANOS = 5_000_000_000L;

    private final LongSupplier nanoTime;

    /**
     * The last packet; null if there is none, or it is confirmed. Guarded by this object, as the fields below: the
     * reading and the writing thread change them.
     */
    private @Nullable Packet unconfirmed;

    /**
     * The packet that the response to a later POST confirmed; null if there is none, or it was acknowledged. A close
     * packet that arrives over polling makes it doubtful again: the poll and the POST use two TCP connections, and the
     * server may have closed the session before it read the POST.
     */
    private @Nullable Packet confirmedByResponse;

    private long sentAt;
    private boolean isLeaving;
    private boolean isDisconnectWritten;
    private boolean isInDoubt;
    private boolean isLost;

    /**
     * Creates the tracker of a connection whose session is not open.
     *
     * @param nanoTime returns the time in nanoseconds, as {@link System#nanoTime}
     */
    DeliveryTracker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Forgets the unconfirmed packet: the user ends the connection without waiting for its confirmation. */
    synchronized void forgetUnconfirmed() {
        unconfirmed = null;
    }

    /** Notes that an event or an acknowledgement is about to be written. */
    synchronized void packetSent(Packet packet) {
        unconfirmed = packet;
        confirmedByResponse = null;
        sentAt = nanoTime.getAsLong();
    }

    /** Notes that the server has acknowledged an event, which confirms all packets up to it. */
    synchronized void handleAck(String nsp, long id) {
        if (isEvent(unconfirmed, nsp, id)) {
            unconfirmed = null;
        } else if (isEvent(confirmedByResponse, nsp, id)) {
            confirmedByResponse = null;
        }
    }

    private static boolean isEvent(@Nullable Packet packet, String nsp, long id) {
        return packet instanceof Packet.Event event
                && event.id().isPresent()
                && event.id().getAsLong() == id
                && event.nsp().equals(nsp);
    }

    /** Returns the last packet if it is not confirmed. */
    synchronized Optional<Packet> unconfirmed() {
        return Optional.ofNullable(unconfirmed);
    }

    /** Notes that the server has read everything up to a packet. */
    synchronized void confirm(Packet packet) {
        if (unconfirmed == packet) {
            unconfirmed = null;
        }
    }

    /** Notes that the server has responded with success to a POST that it got after a packet. */
    synchronized void confirmByResponse(Packet packet) {
        if (unconfirmed == packet) {
            unconfirmed = null;
            confirmedByResponse = packet;
        }
    }

    /** Returns true if a packet was sent and is not confirmed. */
    synchronized boolean hasUnconfirmed() {
        return unconfirmed != null;
    }

    /** Notes that we are leaving the session: from now on only DISCONNECT packets are sent. */
    synchronized void startLeaving() {
        isLeaving = true;
    }

    /**
     * Notes that a DISCONNECT is about to be written. If we are leaving, an orderly end after it confirms everything.
     */
    synchronized void disconnectWritten() {
        isDisconnectWritten = isLeaving;
    }

    /** Notes that the server has ended the session in an orderly way. */
    synchronized void sessionClosed() {
        if (!isDisconnectWritten) {
            sessionBroken();
        }
    }

    /**
     * Notes a close packet of the server over polling. Servers answer our close packet with another packet, so the
     * server decided to close, perhaps before it read our DISCONNECT.
     */
    synchronized void closedOverPolling() {
        if (unconfirmed == null && isRecent()) {
            unconfirmed = confirmedByResponse;
        }
        sessionBroken();
    }

    /** Notes that the server has ended a namespace. */
    synchronized void namespaceEnded(String nsp) {
        if (unconfirmed != null && unconfirmed.nsp().equals(nsp)) {
            sessionClosed();
        }
    }

    /**
     * Notes that the session has ended without a close by the server, or that the server did not accept our DISCONNECT.
     */
    synchronized void sessionBroken() {
        if (unconfirmed != null && (isLeaving || unconfirmed instanceof Packet.Event && isRecent())) {
            isInDoubt = true;
        }
    }

    /** Returns true if the last packet may be the cause of what happens now. */
    private boolean isRecent() {
        return nanoTime.getAsLong() - sentAt < MAX_REACTION_NANOS;
    }

    /** Notes that written packets did not reach the server. */
    synchronized void packetsLost() {
        isLost = true;
    }

    /** Notes that there is no response to a request that may have brought packets to the server. */
    synchronized void requestUnanswered() {
        isInDoubt = true;
    }

    /** Returns true if written packets are known not to have reached the server. */
    synchronized boolean isLost() {
        return isLost;
    }

    /** Returns true if the session ended before its last packet was confirmed. */
    synchronized boolean isInDoubt() {
        return isInDoubt;
    }
}
