package io.github.siocli.server.engine;

/** Who is told what comes over one session. Called on the event loop, which it must not block. */
public interface SessionListener {

    /**
     * A text message.
     *
     * @param frame the Engine.IO packet
     * @param from index of the message in it
     */
    void onText(String frame, int from);

    /** A binary message. */
    void onBinary(byte[] bytes);

    /** The session goes over websocket now. */
    void onUpgrade();

    /** The session is over; the last call. */
    void onClose(CloseReason reason);
}
