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
 */
public record Handshake(
        String sid, List<String> upgrades, Duration pingInterval, Duration pingTimeout, OptionalLong maxPayload) {

    public Handshake {
        upgrades = List.copyOf(upgrades);
    }

    /** The protocols of the session, for people. A session of another generation is refused before it opens. */
    public String protocol() {
        return "Engine.IO 4, Socket.IO protocol 5";
    }
}
