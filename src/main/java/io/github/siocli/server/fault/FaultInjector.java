package io.github.siocli.server.fault;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineFaults;
import io.github.siocli.server.engine.HandshakeRequest;
import java.util.Optional;

/** Decides which faults the server injects. Called on the event loop before each action that can be faulty. */
public interface FaultInjector extends EngineFaults {

    /** Injects no faults. */
    FaultInjector NONE = new FaultInjector() {};

    /** Returns the reason for which a handshake is refused, or empty to accept it. */
    default Optional<String> refusesHandshake(HandshakeRequest request) {
        return Optional.empty();
    }

    /**
     * Returns the fault of a packet that is about to be sent; empty to send it as it is.
     *
     * @param sid socket id of the client
     */
    default Optional<Fault> onPacket(String sid, Packet packet) {
        return Optional.empty();
    }
}
