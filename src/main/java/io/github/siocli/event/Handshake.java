package io.github.siocli.event;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * The handshake of an Engine.IO session, as the server sent it (Engine.IO protocol 4, "Handshake").
 *
 * @param sid id of the Engine.IO session; it is secret, and differs from the ids of the Socket.IO sockets
 * @param upgrades transports that the client may upgrade to
 * @param pingInterval time between two heartbeats
 * @param pingTimeout time within which a heartbeat must be answered
 * @param maxPayload largest payload in bytes that the server accepts; empty if the handshake has none
 * @param server the family of the server
 */
public record Handshake(
        String sid,
        List<String> upgrades,
        Duration pingInterval,
        Duration pingTimeout,
        OptionalLong maxPayload,
        ServerFamily server) {

    public Handshake {
        upgrades = List.copyOf(upgrades);
    }

    /** Creates a handshake of Engine.IO 4; only servers from 4.5 on send {@code maxPayload}. */
    public Handshake(
            String sid, List<String> upgrades, Duration pingInterval, Duration pingTimeout, OptionalLong maxPayload) {
        this(
                sid,
                upgrades,
                pingInterval,
                pingTimeout,
                maxPayload,
                maxPayload.isPresent() ? ServerFamily.SOCKET_IO_4_5 : ServerFamily.SOCKET_IO_3_OR_4);
    }

    /** Returns the protocol as text for users, such as {@code Engine.IO 3, Socket.IO 2.x}. */
    public String protocol() {
        return "Engine.IO " + server.eio() + ", " + server.label();
    }

    /** Returns a copy of this handshake with another server family. */
    public Handshake withServer(ServerFamily family) {
        return new Handshake(sid, upgrades, pingInterval, pingTimeout, maxPayload, family);
    }
}
