package io.github.siocli.server;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.json.Json;
import io.github.siocli.server.engine.CloseReason;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.ForeignRequest;
import io.github.siocli.server.engine.HandshakeRequest;
import java.util.Optional;

/** What a server does. Called on the event loop, which it must not block. */
public interface ServerListener {

    /**
     * A session is asked for; no namespace is spoken of yet.
     *
     * @return why it is refused, with error code 4 (Engine.IO protocol, "Handshake"); empty where it is not
     */
    default Optional<String> onHandshake(HandshakeRequest request) {
        return Optional.empty();
    }

    /** A request was refused, as a web page of another site may have made it. */
    default void onForeignRequest(ForeignRequest request) {}

    /** A session without a namespace is about to be closed for another one, as there are too many of these. */
    default void onSurplus(EngineSession session) {}

    /** A session is open. */
    default void onSessionOpened(EngineSession session) {}

    /** A session goes over websocket now. */
    default void onUpgraded(EngineSession session) {}

    /** A session is over, behind all of its sockets. */
    default void onSessionClosed(EngineSession session, CloseReason reason) {}

    /** A client asks for a namespace. One whose connection is recovered is not asked about again. */
    default ConnectDecision onConnecting(ConnectRequest request) {
        return ConnectDecision.ACCEPTED;
    }

    /** A client is connected to a namespace, and has been told. */
    void onConnected(ClientSocket socket);

    /**
     * An event came.
     *
     * @param ack answers it, where the client asks for that
     */
    void onEvent(ClientSocket socket, EventName event, Arguments args, Optional<AckResponder> ack);

    /** An acknowledgement came; whoever asked for it is told as well, where it is due. */
    default void onAck(ClientSocket socket, long id, Arguments args) {}

    /** A client was refused a namespace, and is told so. */
    default void onRefused(EngineSession session, String nsp, String message, Optional<Json> data) {}

    /** A client is no longer in a namespace. Its rooms can still be looked at. */
    void onDisconnected(ClientSocket socket, ServerDisconnectReason reason);

    /** A session sent something that is not a packet, and is closed for it. */
    default void onRejected(EngineSession session, String why) {}

    /** A method of this listener threw something; the server goes on. */
    default void onFault(RuntimeException fault) {}
}
