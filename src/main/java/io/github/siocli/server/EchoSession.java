package io.github.siocli.server;

import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.server.engine.CloseReason;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.SessionListener;

/** A session of a server without Socket.IO, for testing Engine.IO clients. It sends every message back. */
final class EchoSession implements SessionListener {

    private final ServerState state;
    private final EngineSession session;

    EchoSession(ServerState state, EngineSession session) {
        this.state = state;
        this.session = session;
        session.setNeeded(true);
        // The published conformance suite attaches its listener only when the websocket is open.
        session.holdFrames();
    }

    @Override
    public void onText(byte[] packet, int from) {
        session.send(EngineFrame.text(packet));
    }

    @Override
    public void onBinary(byte[] bytes) {
        session.send(EngineFrame.binary(bytes));
    }

    @Override
    public void onUpgrade() {
        state.notifyListener(told -> told.onUpgraded(session));
    }

    @Override
    public void onClose(CloseReason reason) {
        state.notifyListener(told -> told.onSessionClosed(session, reason));
    }
}
