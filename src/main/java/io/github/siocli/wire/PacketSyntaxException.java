package io.github.siocli.wire;

/** Something that came in is not a packet of the protocol. */
public final class PacketSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    PacketSyntaxException(String message) {
        super(message);
    }

    PacketSyntaxException(String message, Throwable cause) {
        super(message, cause);
    }
}
