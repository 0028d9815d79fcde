package io.github.siocli.shell.server;

import io.github.siocli.event.Transport;
import io.github.siocli.server.ClientSocket;
import java.time.Instant;
import java.util.List;

/**
 * What there is to know of a client in a namespace.
 *
 * @param sid id of its socket
 * @param nsp the namespace
 * @param transport the transport that it uses now
 * @param eio the generation of Engine.IO that it speaks, 3 or 4
 * @param address where it comes from
 * @param since when its session began
 * @param waiting bytes that wait for it
 * @param rooms the rooms that it is in, besides its own
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

    /** What there is to know of a socket; to be called on the event loop. */
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
