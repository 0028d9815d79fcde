package io.github.siocli.server.engine;

import io.github.siocli.protocol.engineio.EngineFrame;

/** Receives the frames of a session that began over websocket. */
record SessionFrames(EngineSession session) implements FrameReceiver {

    @Override
    public void onFrame(EngineFrame frame) {
        session.receive(frame);
    }

    @Override
    public void onPong() {
        session.clientResponded();
    }

    @Override
    public void onClosed(CloseReason reason) {
        session.connectionLost(reason);
    }
}
