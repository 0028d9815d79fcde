package io.github.siocli.net.websocket;

import okio.ByteString;

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

    /** The body of an answer that refuses the websocket came in, as far as it came in time. */
    default void body(byte[] bytes) {}

    /**
     * A frame that is no close frame; seen before its payload is written or read.
     *
     * @param last whether the message ends with it
     * @param size bytes of payload
     */
    default void frame(Direction direction, Opcode opcode, boolean last, long size) {}

    /** A text came in, with the last of its frames; the listener is told of it afterwards. */
    default void received(String text) {}

    /** The payload of a binary message, a ping or a pong came in. */
    default void received(Opcode opcode, ByteString payload) {}

    /** A message, a ping or a pong is about to be written. The payload is not to be changed or kept. */
    default void sent(Opcode opcode, byte[] payload) {}

    /**
     * A close frame.
     *
     * @param code the close code; 1005 where there is none in the frame
     */
    default void close(Direction direction, int code, String reason) {}

    /** It could not be opened, or ended otherwise than by close frames. */
    default void failed(Throwable cause) {}
}
