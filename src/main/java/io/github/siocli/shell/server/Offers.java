package io.github.siocli.shell.server;

import io.github.siocli.shell.Offer;
import java.util.ArrayList;
import java.util.List;

/** The names that lines can speak to. */
final class Offers {

    private Offers() {}

    /** The clients in the current namespace. */
    static List<Offer> clients(Hosting hosting) {
        return hosting.floor().clients().stream()
                .filter(client -> client.nsp().equals(hosting.namespace()))
                .map(client -> new Offer(client.sid(), description(client)))
                .toList();
    }

    private static String description(Client client) {
        return client.address() + (client.rooms().isEmpty() ? "" : ", in " + String.join(", ", client.rooms()));
    }

    /** The rooms in the current namespace. */
    static List<Offer> rooms(Hosting hosting) {
        return hosting.floor().rooms(0).stream()
                .filter(room -> room.nsp().equals(hosting.namespace()))
                .map(room -> new Offer(room.name(), size(room)))
                .toList();
    }

    private static String size(Room room) {
        return room.size() + (room.size() == 1 ? " client" : " clients");
    }

    /** Rooms and clients. */
    static List<Offer> both(Hosting hosting) {
        List<Offer> all = new ArrayList<>(rooms(hosting));
        all.addAll(clients(hosting));
        return all;
    }
}
