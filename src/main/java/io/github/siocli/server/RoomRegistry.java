package io.github.siocli.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The rooms of one namespace and their members: the adapter, in memory. */
final class RoomRegistry {

    private final Map<String, Set<ClientSocket>> rooms = new HashMap<>();

    void join(ClientSocket socket, String room) {
        rooms.computeIfAbsent(room, none -> new LinkedHashSet<>()).add(socket);
    }

    void leave(ClientSocket socket, String room) {
        Set<ClientSocket> members = rooms.getOrDefault(room, Set.of());
        if (members.remove(socket) && members.isEmpty()) {
            rooms.remove(room);
        }
    }

    Set<String> names() {
        return Set.copyOf(rooms.keySet());
    }

    Collection<ClientSocket> members(String room) {
        return rooms.getOrDefault(room, Set.of());
    }
}
