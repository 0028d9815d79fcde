package io.github.siocli.server;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineFaults;
import io.github.siocli.server.engine.HandshakeRequest;
import java.time.Duration;
import java.util.Optional;

/** What goes wrong on purpose. Called on the event loop, before each thing that could. */
public interface Misbehaviour extends EngineFaults {

    /** Nothing goes wrong. */
    Misbehaviour NONE = new Misbehaviour() {};

    /** Why a handshake is refused; empty where it is not. */
    default Optional<String> refusesHandshake(HandshakeRequest request) {
        return Optional.empty();
    }

    /** What becomes of a packet that is about to be sent. */
    default Deed onPacket(ClientSocket socket, Packet packet) {
        return Deed.SEND;
    }

    /** What is done with a packet. */
    sealed interface Deed {

        /** It is sent. */
        Deed SEND = new Send();

        /** It is sent. */
        record Send() implements Deed {}

        /** It is not sent. */
        record Drop() implements Deed {}

        /** It is sent several times. */
        record Repeat(int times) implements Deed {}

        /** It is sent later, maybe behind others. */
        record Delay(Duration time) implements Deed {}

        /**
         * Something else is sent.
         *
         * @param packet the text of an Engine.IO packet, with its type, or what is none
         */
        record Replace(String packet) implements Deed {}

        /** The session is closed instead, with a close code (RFC 6455, section 7.4) where it goes over websocket. */
        record Close(int code) implements Deed {}

        /** The TCP connection is cut instead. */
        record Cut() implements Deed {}
    }
}
