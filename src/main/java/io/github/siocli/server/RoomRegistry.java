package io.github.siocli.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The rooms of one namespace and their members: the adapter, in memory. For one thread.
 *
 * @param <M> the members
 */
final class RoomRegistry<M> {

    private final Map<String, Set<M>> rooms = new HashMap<>();

    void join(M member, String room) {
        rooms.computeIfAbsent(room, none -> new LinkedHashSet<>()).add(member);
    }

    void leave(M member, String room) {
        rooms.computeIfPresent(room, (name, members) -> {
            members.remove(member);
            return members.isEmpty() ? null : members;
        });
    }

    Set<String> names() {
        return Set.copyOf(rooms.keySet());
    }

    Collection<M> members(String room) {
        return rooms.getOrDefault(room, Set.of());
    }
}
