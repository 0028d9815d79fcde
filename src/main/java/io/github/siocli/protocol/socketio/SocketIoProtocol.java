package io.github.siocli.protocol.socketio;

import io.github.siocli.json.Json;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one connection: joins and leaves namespaces in the way of the server's Socket.IO protocol. Not
 * thread-safe.
 */
public sealed interface SocketIoProtocol permits ProtocolV4, ProtocolV5 {

    /** The name of the root namespace. */
    String ROOT = "/";

    /** Sends packets, and receives what the packets of the server mean in the terms of protocol 5. */
    interface Handler {

        /** Sends a packet. */
        void send(Packet packet);

        /** Returns true if a namespace was ever joined by us. */
        boolean isKnown(String nsp);

        /** Returns true if a namespace is connected. */
        boolean isConnected(String nsp);

        /**
         * Handles the connection of a namespace.
         *
         * @param pid id for connection state recovery; null if the server gave none
         */
        void connected(String nsp, String sid, @Nullable String pid);

        /** Handles the refusal of a namespace. */
        void refused(Packet.ConnectError packet);

        /** Handles the end of a namespace. */
        void disconnected(Packet.Disconnect packet);

        /** Handles an event that the server sent in another form. */
        void eventReceived(Packet.Event event);

        /** Handles a packet that shows another protocol than the handshake did. */
        void otherProtocol(String description);

        /** Runs a task later, unless the connection ends before. */
        void schedule(Duration delay, Runnable task);
    }

    /**
     * Requests a namespace.
     *
     * @param data the auth payload, with what connection state recovery adds; null for none
     */
    void connect(String nsp, @Nullable Json data);

    /** Leaves a connected namespace. */
    void disconnect(String nsp);

    /**
     * Handles a CONNECT, CONNECT_ERROR or DISCONNECT packet of the server.
     *
     * @return the packet in the terms of protocol 5, if it belongs to a namespace that was never joined and has no
     *     effect; else empty
     */
    Optional<Packet> receive(Packet packet);

    /** Notes that the server has sent an event or an acknowledgement. */
    default void dataReceived(String nsp) {}

    /** Returns true while the server owes its first packet, which it sends without a request. */
    default boolean isUnanswered() {
        return false;
    }

    /** Returns true if the server may restore the session of a namespace after a reconnection. */
    default boolean supportsRecovery() {
        return false;
    }
}
