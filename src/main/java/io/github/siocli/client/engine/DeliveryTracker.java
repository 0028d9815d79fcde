package io.github.siocli.client.engine;

import io.github.siocli.protocol.socketio.Packet;
import java.util.Optional;

/**
 * Tracks whether the server is known to have read our last event or acknowledgement, and all before it. Any thread may
 * call.
 *
 * <p>Servers of the reference implementation hand an event to its listeners a moment after they have read it, and not any
 * more if a goodbye came in meanwhile. A server that cannot take an event closes the session. So if the session ends before
 * the last packet is confirmed, it is not known whether the server took it.
 */
public final class DeliveryTracker {

    /** The longest time between a packet and an end of the session that may be the answer to it. */
    private static final long ANSWER_NANOS = 5_000_000_000L;

    private Optional<Packet> open = Optional.empty();
    private long sentAt;
    private boolean leaving;
    private boolean goodbyeWritten;
    private boolean inDoubt;

    /** Nothing is to be confirmed any more of what was sent. */
    public synchronized void restart() {
        open = Optional.empty();
    }

    /** An event or an acknowledgement is about to be written. */
    public synchronized void sent(Packet packet) {
        open = Optional.of(packet);
        sentAt = System.nanoTime();
    }

    /** The server has acknowledged an event, and with it all that were sent before. */
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

    /** The server has read everything up to a packet. */
    synchronized void confirmed(Packet packet) {
        if (open.isPresent() && open.get() == packet) {
            open = Optional.empty();
        }
    }

    /** Returns true if something was sent, and nothing shows yet that the server took it. */
    synchronized boolean isOpen() {
        return open.isPresent();
    }

    /** The session is left from now on: nothing more is sent but our goodbye. */
    public synchronized void leaving() {
        leaving = true;
    }

    /** A goodbye is about to be written. An orderly end after the last one is the answer to it. */
    public synchronized void goodbye() {
        goodbyeWritten = leaving;
    }

    /** The server has ended the session in order. */
    public synchronized void ended() {
        if (!goodbyeWritten) {
            broken();
        }
    }

    /** The server has ended a namespace. */
    public synchronized void ended(String nsp) {
        if (open.isPresent() && open.get().nsp().equals(nsp)) {
            ended();
        }
    }

    /** The session has ended without a goodbye of the server, or the server did not accept ours. */
    synchronized void broken() {
        if (open.isPresent()
                && (leaving || open.get() instanceof Packet.Event && System.nanoTime() - sentAt < ANSWER_NANOS)) {
            inDoubt = true;
        }
    }

    /** Returns true if a session ended before the last event in it was confirmed. */
    public synchronized boolean isInDoubt() {
        return inDoubt;
    }
}
