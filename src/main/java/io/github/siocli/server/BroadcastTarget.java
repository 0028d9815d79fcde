package io.github.siocli.server;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Some of the clients in a namespace, to be spoken to at once. */
public final class BroadcastTarget {

    private final Namespace namespace;
    private final Set<String> rooms;
    private final Set<String> except;

    BroadcastTarget(Namespace namespace, Set<String> rooms, Set<String> except) {
        this.namespace = namespace;
        this.rooms = rooms;
        this.except = except;
    }

    /** Also those in a room; the id of a socket is a room with that socket in it. */
    public BroadcastTarget to(String... more) {
        return new BroadcastTarget(namespace, union(rooms, List.of(more)), except);
    }

    /** But not those in a room. */
    public BroadcastTarget except(String... more) {
        return new BroadcastTarget(namespace, rooms, union(except, List.of(more)));
    }

    private static Set<String> union(Set<String> some, Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }

    /** Sends an event whose name is a string to each of them once. */
    public void emit(String event, Arguments args) {
        emit(EventName.of(event), args);
    }

    /** Sends an event to each of them once. */
    public void emit(EventName event, Arguments args) {
        namespace.broadcast(event, args, rooms, except);
    }

    /** Who they are now, in the order in which they came. */
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
