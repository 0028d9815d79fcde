package io.github.siocli.client.engine;

import io.github.siocli.protocol.socketio.Packet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events that wait to be handed to a connection, in order in each namespace. One thread at a time. */
final class SendBuffer {

    private final Map<String, ArrayDeque<Packet>> waiting = new HashMap<>();
    private int size;

    void add(Packet packet) {
        queue(packet.nsp()).add(packet);
        size++;
    }

    /** Puts events back before those that wait. */
    void addFirst(List<Packet> packets) {
        for (int i = packets.size() - 1; i >= 0; i--) {
            queue(packets.get(i).nsp()).addFirst(packets.get(i));
        }
        size += packets.size();
    }

    /** The next for a namespace, which stays. */
    Optional<Packet> first(String nsp) {
        ArrayDeque<Packet> queue = waiting.get(nsp);
        return queue == null ? Optional.empty() : Optional.ofNullable(queue.peek());
    }

    void removeFirst(String nsp) {
        queue(nsp).remove();
        size--;
    }

    /** Takes all that waits for a namespace. */
    List<Packet> take(String nsp) {
        ArrayDeque<Packet> taken = waiting.remove(nsp);
        if (taken == null) {
            return List.of();
        }
        size -= taken.size();
        return new ArrayList<>(taken);
    }

    /** Number of events that wait. */
    int size() {
        return size;
    }

    private ArrayDeque<Packet> queue(String nsp) {
        return waiting.computeIfAbsent(nsp, name -> new ArrayDeque<>());
    }
}
