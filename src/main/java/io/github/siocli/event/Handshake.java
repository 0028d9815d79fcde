package io.github.siocli.event;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the server said when it opened the Engine.IO session (Engine.IO protocol 4, "Handshake").
 *
 * @param sid id of the Engine.IO session; a secret of the connection, and not the id of a Socket.IO socket
 * @param upgrades transports that the server offers to upgrade to
 * @param pingInterval time between two heartbeats
 * @param pingTimeout time that an answer to a heartbeat may take
 * @param maxPayload largest payload in bytes that the server accepts; empty where it did not say
 * @param server what kind of server it is
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

    /** A handshake of Engine.IO 4, of which servers say since 4.5 what they accept. */
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

    /** What is spoken, for people, such as {@code Engine.IO 3, Socket.IO 2.x}. */
    public String protocol() {
        return "Engine.IO " + server.eio() + ", " + server.label();
    }

    /** The same from a server of another kind. */
    public Handshake from(ServerFamily family) {
        return new Handshake(sid, upgrades, pingInterval, pingTimeout, maxPayload, family);
    }
}
