package io.github.siocli.server.engine;

import java.util.Optional;

/** Who is told of sessions. Called on the event loop, which it must not block. */
public interface EngineListener {

    /**
     * A session is asked for.
     *
     * @return why it is refused, with error code 4 (Engine.IO protocol, "Handshake"); empty where it is not
     */
    Optional<String> onHandshake(HandshakeRequest request);

    /** A request was refused, as a web page of another site may have made it. */
    default void onForeignRequest(ForeignRequest request) {}

    /** A session is about to be closed for another one, as its client does not use it and there are too many of these. */
    default void onSurplus(EngineSession session) {}

    /** A session is open; what is sent here goes out with the handshake. */
    SessionListener onOpen(EngineSession session);
}
