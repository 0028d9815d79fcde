package io.github.siocli.server;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A selection of clients in a namespace that receive the same events. */
public final class BroadcastTarget {

    private final Namespace namespace;
    private final Set<String> rooms;
    private final Set<String> except;

    BroadcastTarget(Namespace namespace, Set<String> rooms, Set<String> except) {
        this.namespace = namespace;
        this.rooms = rooms;
        this.except = except;
    }

    /** Adds the members of rooms. The id of a socket is a room that contains only that socket. */
    public BroadcastTarget to(String... added) {
        return new BroadcastTarget(namespace, union(rooms, List.of(added)), except);
    }

    /** Excludes the members of rooms. */
    public BroadcastTarget except(String... excluded) {
        return new BroadcastTarget(namespace, rooms, union(except, List.of(excluded)));
    }

    private static Set<String> union(Set<String> first, Collection<String> second) {
        Set<String> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return all;
    }

    /** Sends an event with a string as its name to each selected client once. */
    public void emit(String event, Arguments args) {
        emit(EventName.of(event), args);
    }

    /** Sends an event to each selected client once. */
    public void emit(EventName event, Arguments args) {
        namespace.broadcast(event, args, rooms, except);
    }

    /** Returns the selected sockets, in the order in which they connected. */
    public List<ClientSocket> sockets() {
        Collection<ClientSocket> chosen = namespace.sockets();
        if (!rooms.isEmpty()) {
            chosen = new LinkedHashSet<>();
            for (String room : rooms) {
                chosen.addAll(namespace.members(room));
            }
        }
        Set<ClientSocket> left = new HashSet<>();
        except.forEach(room -> left.addAll(namespace.members(room)));
        return chosen.stream().filter(socket -> !left.contains(socket)).toList();
    }
}
