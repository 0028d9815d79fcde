package io.github.siocli.net.websocket;

/** The kind of a frame (RFC 6455, 5.2). */
public enum Opcode {
    /** A further fragment of a message. */
    CONTINUATION(0),
    /** A text message, or its first fragment. */
    TEXT(1),
    /** A binary message, or its first fragment. */
    BINARY(2),
    /** A close frame. */
    CLOSE(8),
    /** A ping: the receiver must send a pong. */
    PING(9),
    /** The response to a ping. */
    PONG(10);

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    /** Returns the opcode on the wire. */
    public int code() {
        return code;
    }
}
