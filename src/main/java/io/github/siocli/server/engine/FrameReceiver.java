package io.github.siocli.server.engine;

import io.github.siocli.protocol.engineio.EngineFrame;

/** Receives what arrives over a websocket. */
interface FrameReceiver {

    /** Ignores everything, for a websocket that is not used. */
    FrameReceiver NONE = new FrameReceiver() {
        @Override
        public void onFrame(EngineFrame frame) {}

        @Override
        public void onPong() {}

        @Override
        public void onClosed(CloseReason reason) {}
    };

    void onFrame(EngineFrame frame);

    /** A response to a ping of the websocket arrived. */
    void onPong();

    /** The websocket is closed; the last call. */
    void onClosed(CloseReason reason);
}
