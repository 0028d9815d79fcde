package io.github.siocli.client.engine;

import io.github.siocli.protocol.socketio.Packet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The packets between us and the wire: handed to the client library, then encoded by it, then written frame by frame.
 * One thread at a time.
 *
 * <p>The library writes packets in the order in which it encoded them, so the frames that pass belong to the first.
 */
public final class InFlightPackets {

    private static final class HandedPacket {
        private final WrittenPacket packet;
        private int frames;

        private HandedPacket(WrittenPacket packet, int frames) {
            this.packet = packet;
            this.frames = frames;
        }
    }

    /**
     * A packet that is written.
     *
     * @param bytes bytes of its messages
     */
    public record WrittenPacket(Packet packet, long bytes) {}

    private final ArrayDeque<Packet> handed = new ArrayDeque<>();
    private final ArrayDeque<HandedPacket> encoded = new ArrayDeque<>();

    /** Returns the number of packets that are handed over or encoded, and not written. */
    int size() {
        return handed.size() + encoded.size();
    }

    /** An event or an acknowledgement goes to the library. */
    void handed(Packet packet) {
        handed.add(packet);
    }

    /** The library has encoded a packet; false where it is one that was taken back. */
    boolean encoded(Packet packet, int frames, long bytes) {
        boolean ours = packet instanceof Packet.Event || packet instanceof Packet.Ack;
        if (ours && !removeHanded(packet)) {
            return false;
        }
        encoded.add(new HandedPacket(new WrittenPacket(packet, bytes), frames));
        return true;
    }

    private boolean removeHanded(Packet packet) {
        // The same event may be sent many times: only this one is meant. It is the first, or near it.
        for (Iterator<Packet> each = handed.iterator(); each.hasNext(); ) {
            if (each.next() == packet) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    /** The packet whose frame is due; empty where none is. */
    Optional<WrittenPacket> due() {
        return Optional.ofNullable(encoded.peek()).map(each -> each.packet);
    }

    /** Returns true if a DISCONNECT packet is encoded and not written. */
    boolean isGoodbyeDue() {
        return encoded.stream().anyMatch(each -> each.packet.packet() instanceof Packet.Disconnect);
    }

    /** A frame is about to be written; gives the packet that it completes. */
    Optional<WrittenPacket> written() {
        HandedPacket head = encoded.element();
        if (--head.frames > 0) {
            return Optional.empty();
        }
        encoded.remove();
        return Optional.of(head.packet);
    }

    /** Takes back what the library has for a namespace and has not encoded. */
    List<Packet> takeHanded(String nsp) {
        List<Packet> taken =
                handed.stream().filter(packet -> packet.nsp().equals(nsp)).toList();
        handed.removeIf(packet -> packet.nsp().equals(nsp));
        return taken;
    }

    /** Takes back everything that was not written, in order. */
    List<Packet> takeAll() {
        List<Packet> taken = new ArrayList<>();
        encoded.forEach(each -> taken.add(each.packet.packet()));
        taken.addAll(handed);
        encoded.clear();
        handed.clear();
        return taken;
    }
}
