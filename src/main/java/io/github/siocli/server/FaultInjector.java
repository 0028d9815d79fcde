package io.github.siocli.server;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineFaults;
import io.github.siocli.server.engine.HandshakeRequest;
import java.time.Duration;
import java.util.Optional;

/** Decides which faults the server injects. Called on the event loop before each action that can be faulty. */
public interface FaultInjector extends EngineFaults {

    /** Injects no faults. */
    FaultInjector NONE = new FaultInjector() {};

    /** Returns the reason for which a handshake is refused, or empty to accept it. */
    default Optional<String> refusesHandshake(HandshakeRequest request) {
        return Optional.empty();
    }

    /** Returns the action for a packet that is about to be sent. */
    default FaultAction onPacket(ClientSocket socket, Packet packet) {
        return FaultAction.SEND;
    }

    /** An action for a packet that is about to be sent. */
    sealed interface FaultAction {

        /** Sends the packet. */
        FaultAction SEND = new Send();

        /** Sends the packet. */
        record Send() implements FaultAction {}

        /** Discards the packet. */
        record Drop() implements FaultAction {}

        /** Sends the packet several times. */
        record Duplicate(int times) implements FaultAction {}

        /** Sends the packet later. Later packets may overtake it. */
        record Delay(Duration time) implements FaultAction {}

        /**
         * Sends other text instead.
         *
         * @param packet text of an Engine.IO packet with its type; it may be malformed
         */
        record Replace(String packet) implements FaultAction {}

        /** Closes the session instead. Over websocket the close frame has the code (RFC 6455, section 7.4). */
        record Close(int code) implements FaultAction {}

        /** Cuts the TCP connection instead. */
        record Cut() implements FaultAction {}
    }
}
