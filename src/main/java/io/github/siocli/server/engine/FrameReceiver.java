package io.github.siocli.server.engine;

import io.github.siocli.protocol.engineio.EngineFrame;

/** Who takes what comes over a websocket. */
interface FrameReceiver {

    /** For a websocket that nobody wants. */
    FrameReceiver NOBODY = new FrameReceiver() {
        @Override
        public void onFrame(EngineFrame frame) {}

        @Override
        public void onClosed(CloseReason reason) {}
    };

    void onFrame(EngineFrame frame);

    /** The last call. */
    void onClosed(CloseReason reason);
}
