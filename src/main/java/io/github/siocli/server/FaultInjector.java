package io.github.siocli.server;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineFaults;
import io.github.siocli.server.engine.HandshakeRequest;
import java.time.Duration;
import java.util.Optional;

/** What goes wrong on purpose. Called on the event loop, before each thing that could. */
public interface FaultInjector extends EngineFaults {

    /** Nothing goes wrong. */
    FaultInjector NONE = new FaultInjector() {};

    /** Why a handshake is refused; empty where it is not. */
    default Optional<String> refusesHandshake(HandshakeRequest request) {
        return Optional.empty();
    }

    /** What becomes of a packet that is about to be sent. */
    default FaultAction onPacket(ClientSocket socket, Packet packet) {
        return FaultAction.SEND;
    }

    /** What is done with a packet. */
    sealed interface FaultAction {

        /** It is sent. */
        FaultAction SEND = new Send();

        /** It is sent. */
        record Send() implements FaultAction {}

        /** It is not sent. */
        record Drop() implements FaultAction {}

        /** It is sent several times. */
        record Repeat(int times) implements FaultAction {}

        /** It is sent later, maybe behind others. */
        record Delay(Duration time) implements FaultAction {}

        /**
         * Something else is sent.
         *
         * @param packet the text of an Engine.IO packet, with its type, or what is none
         */
        record Replace(String packet) implements FaultAction {}

        /** The session is closed instead, with a close code (RFC 6455, section 7.4) where it goes over websocket. */
        record Close(int code) implements FaultAction {}

        /** The TCP connection is cut instead. */
        record Cut() implements FaultAction {}
    }
}
