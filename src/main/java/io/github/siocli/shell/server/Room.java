package io.github.siocli.shell.server;

import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.Namespace;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A room that somebody is in.
 *
 * @param nsp its namespace
 * @param name its name
 * @param size number of clients in it
 * @param members ids of the first of them
 */
public record Room(String nsp, String name, int size, List<String> members) implements Comparable<Room> {

    private static final Comparator<Room> ORDER =
            Comparator.comparing(Room::nsp).thenComparing(Room::name);

    public Room {
        members = List.copyOf(members);
    }

    /** A room as it is now; to be called on the event loop. */
    static Room of(Namespace namespace, String name, int most) {
        Collection<ClientSocket> members = namespace.members(name);
        return new Room(
                namespace.name(),
                name,
                members.size(),
                members.stream().limit(most).map(ClientSocket::id).toList());
    }

    @Override
    public int compareTo(Room other) {
        return ORDER.compare(this, other);
    }
}
