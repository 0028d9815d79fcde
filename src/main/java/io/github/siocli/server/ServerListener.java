package io.github.siocli.server;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.server.engine.CloseReason;
import io.github.siocli.server.engine.ConnectDecision;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.ForeignRequest;
import io.github.siocli.server.engine.HandshakeRequest;
import org.jspecify.annotations.Nullable;

/** Receives what happens on a server. Called on the event loop, which it must not block. */
public interface ServerListener {

    /** The server is about to listen. Called once, before any other method, on the thread that starts the server. */
    default void onStart(ServerLoop server) {}

    /** A client requests a session. Its namespaces are not known yet. */
    default ConnectDecision onHandshake(HandshakeRequest request) {
        return ConnectDecision.ACCEPTED;
    }

    /** A client was refused a session, by {@link #onHandshake} or by a fault; the refusal may be delayed. */
    default void onHandshakeRefused(HandshakeRequest request, String message) {}

    /** A request was refused because a web page of another site may have made it. */
    default void onForeignRequest(ForeignRequest request) {}

    /** A session without a namespace is about to be closed, because a new session needs its place. */
    default void onSessionReplaced(EngineSession session) {}

    /** A session is open. */
    default void onSessionOpened(EngineSession session) {}

    /** A session moved to websocket. */
    default void onUpgraded(EngineSession session) {}

    /** A session was closed. Called after all its sockets have left. */
    default void onSessionClosed(EngineSession session, CloseReason reason) {}

    /** A client requests a namespace. Not called if its state is recovered. */
    default ConnectDecision onConnecting(ConnectRequest request) {
        return ConnectDecision.ACCEPTED;
    }

    /** A client was connected to a namespace. Called after the response was sent. */
    void onConnected(ClientSocket socket);

    /**
     * An event arrived.
     *
     * @param ack sends the acknowledgement; null if the client requests none
     */
    void onEvent(ClientSocket socket, EventName event, Arguments args, @Nullable AckResponder ack);

    /** An acknowledgement arrived. If it was requested with a callback, the callback is called too. */
    default void onAck(ClientSocket socket, long id, Arguments args) {}

    /**
     * A client was refused a namespace.
     *
     * @param data more data of the refusal; null for none
     */
    default void onRefused(EngineSession session, String nsp, String message, @Nullable Json data) {}

    /** A client left a namespace. Its rooms are still readable during this call. */
    void onDisconnected(ClientSocket socket, ServerDisconnectReason reason);

    /** A session sent a malformed packet and will be closed. */
    default void onRejected(EngineSession session, String reason) {}

    /** A method of this listener threw an exception; the server continues. */
    default void onFault(RuntimeException exception) {}
}
