package io.github.siocli.client.engine;

import io.github.siocli.protocol.socketio.Packet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Packets that wait to be handed to a connection, in order in each namespace. For one thread at a time. */
final class SendBuffer {

    private final Map<String, ArrayDeque<Packet>> waiting = new HashMap<>();
    private int size;

    void add(Packet packet) {
        queue(packet.nsp()).add(packet);
        size++;
    }

    /** Puts packets back in front of those that wait. */
    void addFirst(List<Packet> packets) {
        for (int i = packets.size() - 1; i >= 0; i--) {
            queue(packets.get(i).nsp()).addFirst(packets.get(i));
        }
        size += packets.size();
    }

    /** Returns the next packet of a namespace without removing it. */
    Optional<Packet> peek(String nsp) {
        ArrayDeque<Packet> queue = waiting.get(nsp);
        return queue == null ? Optional.empty() : Optional.ofNullable(queue.peek());
    }

    void removeFirst(String nsp) {
        queue(nsp).remove();
        size--;
    }

    /** Removes and returns all packets of a namespace. */
    List<Packet> takeAll(String nsp) {
        ArrayDeque<Packet> removed = waiting.remove(nsp);
        if (removed == null) {
            return List.of();
        }
        size -= removed.size();
        return new ArrayList<>(removed);
    }

    /** Returns the number of packets. */
    int size() {
        return size;
    }

    private ArrayDeque<Packet> queue(String nsp) {
        return waiting.computeIfAbsent(nsp, name -> new ArrayDeque<>());
    }
}
