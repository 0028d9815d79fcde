package io.github.siocli.net.websocket;

/**
 * Observes all data on the wire of a websocket. Called on the thread that reads or writes, which waits for the
 * observer; per websocket, never by two threads in the same direction at once.
 */
public interface FrameObserver {

    /** An observer that does nothing. */
    FrameObserver NONE = new FrameObserver() {};

    /** The direction of a frame. */
    enum FrameDirection {
        IN,
        OUT
    }

    /** Called with the head of the handshake request: request line and header fields, verbatim. */
    default void request(String head) {}

    /** Called with the head of an HTTP response: status line and header fields, verbatim. */
    default void response(String head) {}

    /** Called with the body of a response that refuses the websocket, as far as it arrived in time. */
    default void body(byte[] bytes) {}

    /**
     * Called for each frame except close frames, before its payload is written or read.
     *
     * @param last true if the message ends with this frame
     * @param size bytes of payload
     */
    default void frame(FrameDirection direction, Opcode opcode, boolean last, long size) {}

    /**
     * Called with the payload of a complete message, before the listener gets it, of a ping or a pong. The observer must
     * not change or keep the payload.
     */
    default void received(Opcode opcode, byte[] payload) {}

    /** Called before a message, a ping or a pong is written. The observer must not change or keep the payload. */
    default void sent(Opcode opcode, byte[] payload) {}

    /**
     * Called for a close frame.
     *
     * @param code the close code; 1005 if the frame has none
     */
    default void close(FrameDirection direction, int code, String reason) {}

    /** Called when the handshake fails, or when the connection ends without close frames. */
    default void failed(Throwable cause) {}
}
