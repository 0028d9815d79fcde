package io.github.siocli.server.engine;

/** Receives the sessions of an Engine.IO server. Called on the event loop, which it must not block. */
public interface EngineListener {

    /** A client requests a session. */
    ConnectDecision onHandshake(HandshakeRequest request);

    /** A request was refused because a web page of another site may have made it. */
    default void onForeignRequest(ForeignRequest request) {}

    /** An unused session is about to be closed, because a new session needs its place. */
    default void onSessionReplaced(EngineSession session) {}

    /** A session opened. Frames that are sent during this call leave together with the handshake. */
    SessionListener onOpen(EngineSession session);
}
