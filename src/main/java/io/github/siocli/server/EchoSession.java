package io.github.siocli.server;

import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.server.engine.CloseReason;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.SessionListener;

/** A session of a server without Socket.IO, for testing Engine.IO clients. It sends every message back. */
final class EchoSession implements SessionListener {

    private final ServerState hub;
    private final EngineSession session;

    EchoSession(ServerState hub, EngineSession session) {
        this.hub = hub;
        this.session = session;
        session.setNeeded(true);
        // The published conformance suite attaches its listener only when the websocket is open.
        session.hold();
    }

    @Override
    public void onText(String frame, int from) {
        session.send(EngineFrame.text(frame));
    }

    @Override
    public void onBinary(byte[] bytes) {
        session.send(EngineFrame.binary(bytes));
    }

    @Override
    public void onUpgrade() {
        hub.tell(told -> told.onUpgraded(session));
    }

    @Override
    public void onClose(CloseReason reason) {
        hub.tell(told -> told.onSessionClosed(session, reason));
    }
}
