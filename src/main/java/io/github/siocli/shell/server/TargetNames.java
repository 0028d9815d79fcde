package io.github.siocli.shell.server;

import io.github.siocli.shell.CompletionCandidate;
import java.util.ArrayList;
import java.util.List;

/** Completion candidates for the recipients of an emission. */
final class TargetNames {

    private TargetNames() {}

    /** Returns the clients of the current namespace. */
    static List<CompletionCandidate> clients(ServerContext context) {
        return context.operations().clients().stream()
                .filter(client -> client.nsp().equals(context.currentNamespace()))
                .map(client -> new CompletionCandidate(client.sid(), description(client)))
                .toList();
    }

    private static String description(ClientInfo client) {
        return client.address() + (client.rooms().isEmpty() ? "" : ", in " + String.join(", ", client.rooms()));
    }

    /** Returns the rooms of the current namespace. */
    static List<CompletionCandidate> rooms(ServerContext context) {
        return context.operations().rooms(0).stream()
                .filter(room -> room.nsp().equals(context.currentNamespace()))
                .map(room -> new CompletionCandidate(room.name(), size(room)))
                .toList();
    }

    private static String size(RoomInfo room) {
        return room.size() + (room.size() == 1 ? " client" : " clients");
    }

    /** Returns the rooms and the clients of the current namespace. */
    static List<CompletionCandidate> roomsAndClients(ServerContext context) {
        List<CompletionCandidate> all = new ArrayList<>(rooms(context));
        all.addAll(clients(context));
        return all;
    }
}
