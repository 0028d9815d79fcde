package io.github.siocli.shell.server;

import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.Namespace;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Describes a room that has members.
 *
 * @param nsp its namespace
 * @param name its name
 * @param size number of members
 * @param members ids of the first members
 */
record RoomInfo(String nsp, String name, int size, List<String> members) implements Comparable<RoomInfo> {

    private static final Comparator<RoomInfo> ORDER =
            Comparator.comparing(RoomInfo::nsp).thenComparing(RoomInfo::name);

    public RoomInfo {
        members = List.copyOf(members);
    }

    /** Describes a room. Called on the event loop. */
    static RoomInfo of(Namespace namespace, String name, int limit) {
        Collection<ClientSocket> members = namespace.members(name);
        return new RoomInfo(
                namespace.name(),
                name,
                members.size(),
                members.stream().limit(limit).map(ClientSocket::id).toList());
    }

    @Override
    public int compareTo(RoomInfo other) {
        return ORDER.compare(this, other);
    }
}
