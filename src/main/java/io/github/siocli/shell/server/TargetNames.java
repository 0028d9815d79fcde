package io.github.siocli.shell.server;

import io.github.siocli.shell.CompletionCandidate;
import java.util.ArrayList;
import java.util.List;

/** Completion candidates for the recipients of an emission. */
final class TargetNames {

    private TargetNames() {}

    /** Returns the clients of the current namespace. */
    static List<CompletionCandidate> clients(ServerContext hosting) {
        return hosting.floor().clients().stream()
                .filter(client -> client.nsp().equals(hosting.namespace()))
                .map(client -> new CompletionCandidate(client.sid(), description(client)))
                .toList();
    }

    private static String description(ClientInfo client) {
        return client.address() + (client.rooms().isEmpty() ? "" : ", in " + String.join(", ", client.rooms()));
    }

    /** Returns the rooms of the current namespace. */
    static List<CompletionCandidate> rooms(ServerContext hosting) {
        return hosting.floor().rooms(0).stream()
                .filter(room -> room.nsp().equals(hosting.namespace()))
                .map(room -> new CompletionCandidate(room.name(), size(room)))
                .toList();
    }

    private static String size(RoomInfo room) {
        return room.size() + (room.size() == 1 ? " client" : " clients");
    }

    /** Returns the rooms and the clients of the current namespace. */
    static List<CompletionCandidate> both(ServerContext hosting) {
        List<CompletionCandidate> all = new ArrayList<>(rooms(hosting));
        all.addAll(clients(hosting));
        return all;
    }
}
