package io.github.siocli.shell.server;

import io.github.siocli.event.Transport;
import io.github.siocli.server.ClientSocket;
import java.time.Instant;
import java.util.List;

/**
 * Information about a client in a namespace.
 *
 * @param sid socket id
 * @param nsp the namespace
 * @param transport current transport
 * @param eio Engine.IO generation, 3 or 4
 * @param address address of the client
 * @param since start of its session
 * @param waiting bytes that are queued for it
 * @param rooms its rooms, besides its own
 */
public record ClientInfo(
        String sid,
        String nsp,
        Transport transport,
        int eio,
        String address,
        Instant since,
        long waiting,
        List<String> rooms) {

    public ClientInfo {
        rooms = List.copyOf(rooms);
    }

    /** Returns the information about a socket. Call on the event loop. */
    static ClientInfo of(ClientSocket socket) {
        return new ClientInfo(
                socket.id(),
                socket.namespace().name(),
                socket.session().transport(),
                AddressText.eio(socket.session()),
                AddressText.of(socket.session()),
                socket.session().handshake().time(),
                socket.session().waiting(),
                socket.rooms().stream()
                        .filter(room -> !room.equals(socket.id()))
                        .toList());
    }
}
