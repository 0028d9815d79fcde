package io.github.siocli.client.websocket;

/**
 * Sees what passes on the wire. Called on the thread that reads or writes, which waits for it; for one websocket not by two
 * threads in the same direction.
 */
public interface FrameObserver {

    /** Sees nothing. */
    FrameObserver NONE = new FrameObserver() {};

    /** Which way a frame goes. */
    enum Direction {
        IN,
        OUT
    }

    /** The head of the HTTP request of a handshake goes out: request line and header fields, verbatim. */
    default void request(String head) {}

    /** The head of an HTTP answer came in: status line and header fields, verbatim. */
    default void response(String head) {}

    /**
     * A frame that is no close frame; seen before its payload is written or read.
     *
     * @param last whether the message ends with it
     * @param size bytes of payload
     */
    default void frame(Direction direction, Opcode opcode, boolean last, long size) {}

    /**
     * A close frame.
     *
     * @param code the close code; 1005 where there is none in the frame
     */
    default void close(Direction direction, int code, String reason) {}
}
