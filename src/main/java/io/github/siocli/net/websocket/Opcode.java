package io.github.siocli.net.websocket;

/** What a frame is (RFC 6455, 5.2). */
public enum Opcode {
    /** Another fragment of a message. */
    CONTINUATION(0),
    /** Text, or its first fragment. */
    TEXT(1),
    /** Bytes, or their first fragment. */
    BINARY(2),
    /** The sender closes. */
    CLOSE(8),
    /** The other side is to answer with a pong. */
    PING(9),
    /** The answer to a ping. */
    PONG(10);

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }
}
