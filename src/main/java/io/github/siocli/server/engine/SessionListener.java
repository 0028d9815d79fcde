package io.github.siocli.server.engine;

/** Receives the messages of one session. Called on the event loop, which it must not block. */
public interface SessionListener {

    /**
     * A text message arrived.
     *
     * @param packet the Engine.IO packet, in valid UTF-8; it is not changed any more
     * @param from index of the message in the packet
     */
    void onText(byte[] packet, int from);

    /** A binary message arrived. */
    void onBinary(byte[] bytes);

    /** The session moved to websocket. */
    void onUpgrade();

    /** The session ended; the last call. */
    void onClose(CloseReason reason);
}
