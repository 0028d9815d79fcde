package io.github.siocli.client.engine;

import io.github.siocli.protocol.socketio.Packet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tracks packets from the hand-over to the client library until they are written: handed over, encoded by the library,
 * written frame by frame. For one thread at a time.
 *
 * <p>The library writes packets in the order in which it encoded them, so the next frame belongs to the first encoded
 * packet.
 */
public final class InFlightPackets {

    private static final class UnwrittenPacket {
        private final WrittenPacket packet;
        private int framesLeft;

        private UnwrittenPacket(WrittenPacket packet, int frames) {
            this.packet = packet;
            this.framesLeft = frames;
        }
    }

    /**
     * A packet whose frames are being written.
     *
     * @param bytes size of its messages in bytes
     */
    public record WrittenPacket(Packet packet, long bytes) {}

    private final ArrayDeque<Packet> handed = new ArrayDeque<>();
    private final ArrayDeque<UnwrittenPacket> encoded = new ArrayDeque<>();

    /** Returns the number of packets that are handed over or encoded, and not written. */
    int size() {
        return handed.size() + encoded.size();
    }

    /** Adds an event or an acknowledgement that is handed to the library. */
    void addHanded(Packet packet) {
        handed.add(packet);
    }

    /**
     * Notes that the library has encoded a packet; returns false if the packet was discarded meanwhile and must not be
     * sent.
     */
    boolean markEncoded(Packet packet, int frames, long bytes) {
        boolean wasHanded = packet instanceof Packet.Event || packet instanceof Packet.Ack;
        if (wasHanded && !removeHanded(packet)) {
            return false;
        }
        encoded.add(new UnwrittenPacket(new WrittenPacket(packet, bytes), frames));
        return true;
    }

    private boolean removeHanded(Packet packet) {
        // Compared by identity, as the same event may be sent many times. The packet is the first or near it.
        for (Iterator<Packet> each = handed.iterator(); each.hasNext(); ) {
            if (each.next() == packet) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    /** Returns the packet that the next frame belongs to; null if none is encoded. */
    @Nullable
    WrittenPacket nextDue() {
        UnwrittenPacket head = encoded.peek();
        return head == null ? null : head.packet;
    }

    /** Returns true if a DISCONNECT packet is encoded and not written. */
    boolean hasDisconnect() {
        return encoded.stream().anyMatch(each -> each.packet.packet() instanceof Packet.Disconnect);
    }

    /** Notes that a frame of the packet that is due is about to be written; returns true if it is the last one. */
    boolean isLastFrame() {
        UnwrittenPacket head = encoded.element();
        if (--head.framesLeft > 0) {
            return false;
        }
        encoded.remove();
        return true;
    }

    /** Removes and returns the packets of a namespace that the library has not encoded. */
    List<Packet> takeHanded(String nsp) {
        List<Packet> removed =
                handed.stream().filter(packet -> packet.nsp().equals(nsp)).toList();
        handed.removeIf(packet -> packet.nsp().equals(nsp));
        return removed;
    }

    /** Removes and returns all packets that are not written, in order. */
    List<Packet> takeUnwritten() {
        List<Packet> removed = new ArrayList<>();
        encoded.forEach(each -> removed.add(each.packet.packet()));
        removed.addAll(handed);
        encoded.clear();
        handed.clear();
        return removed;
    }
}
