package io.github.siocli.shell.server;

import io.github.siocli.event.Transport;
import io.github.siocli.server.ClientSocket;
import java.time.Instant;
import java.util.List;

/**
 * Describes a client in a namespace.
 *
 * @param sid socket id
 * @param nsp the namespace
 * @param transport its current transport
 * @param eio its Engine.IO generation, 3 or 4
 * @param address its address and port
 * @param since start of its session
 * @param rooms its rooms, without the one that is named like its id
 */
record ClientInfo(
        String sid, String nsp, Transport transport, int eio, String address, Instant since, List<String> rooms) {

    public ClientInfo {
        rooms = List.copyOf(rooms);
    }

    /** Describes a socket. Called on the event loop. */
    static ClientInfo of(ClientSocket socket) {
        return new ClientInfo(
                socket.id(),
                socket.namespace().name(),
                socket.session().transport(),
                AddressText.generation(socket.session()),
                AddressText.of(socket.session()),
                socket.session().handshake().time(),
                socket.rooms().stream()
                        .filter(room -> !room.equals(socket.id()))
                        .toList());
    }
}
