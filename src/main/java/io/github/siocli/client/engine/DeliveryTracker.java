package io.github.siocli.client.engine;

import io.github.siocli.protocol.socketio.Packet;
import java.util.Optional;

/**
 * Tracks whether the server is known to have read our last event or acknowledgement, and so all before it. Any thread
 * may call.
 *
 * <p>Servers of the reference implementation hand an event to its listeners a moment after they read it, and discard it
 * if a DISCONNECT came in meanwhile. A server that cannot parse an event closes the session. So if the session ends
 * before the last packet is confirmed, it is unknown whether the server accepted it.
 */
public final class DeliveryTracker {

    /** Longest time between a packet and an end of the session that the packet may have caused. */
    private static final long ANSWER_NANOS = 5_000_000_000L;

    private Optional<Packet> open = Optional.empty();
    private long sentAt;
    private boolean leaving;
    private boolean goodbyeWritten;
    private boolean inDoubt;

    /** Forgets the unconfirmed packet. */
    public synchronized void restart() {
        open = Optional.empty();
    }

    /** Notes that an event or an acknowledgement is about to be written. */
    public synchronized void sent(Packet packet) {
        open = Optional.of(packet);
        sentAt = System.nanoTime();
    }

    /** Notes that the server has acknowledged an event, which confirms all packets up to it. */
    public synchronized void answered(String nsp, long id) {
        if (open.isPresent()
                && open.get() instanceof Packet.Event last
                && last.id().isPresent()
                && last.id().getAsLong() == id
                && last.nsp().equals(nsp)) {
            open = Optional.empty();
        }
    }

    /** Returns the last packet if it is not confirmed. */
    synchronized Optional<Packet> unconfirmed() {
        return open;
    }

    /** Notes that the server has read everything up to a packet. */
    synchronized void confirmed(Packet packet) {
        if (open.isPresent() && open.get() == packet) {
            open = Optional.empty();
        }
    }

    /** Returns true if a packet was sent and is not confirmed. */
    synchronized boolean isOpen() {
        return open.isPresent();
    }

    /** Notes that we are leaving the session: from now on only DISCONNECT packets are sent. */
    public synchronized void leaving() {
        leaving = true;
    }

    /**
     * Notes that a DISCONNECT is about to be written. If we are leaving, an orderly end after it confirms everything.
     */
    public synchronized void goodbye() {
        goodbyeWritten = leaving;
    }

    /** Notes that the server has ended the session in an orderly way. */
    public synchronized void ended() {
        if (!goodbyeWritten) {
            broken();
        }
    }

    /** Notes that the server has ended a namespace. */
    public synchronized void ended(String nsp) {
        if (open.isPresent() && open.get().nsp().equals(nsp)) {
            ended();
        }
    }

    /**
     * Notes that the session has ended without a close by the server, or that the server did not accept our DISCONNECT.
     */
    synchronized void broken() {
        if (open.isPresent()
                && (leaving || open.get() instanceof Packet.Event && System.nanoTime() - sentAt < ANSWER_NANOS)) {
            inDoubt = true;
        }
    }

    /** Returns true if a session ended before its last packet was confirmed. */
    public synchronized boolean isInDoubt() {
        return inDoubt;
    }
}
