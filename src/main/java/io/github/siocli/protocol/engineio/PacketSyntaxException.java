package io.github.siocli.protocol.engineio;

/** Received data is not a packet of the protocol. */
public final class PacketSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message describes the syntax error */
    public PacketSyntaxException(String message) {
        super(message);
    }

    /** @param message describes the syntax error */
    public PacketSyntaxException(String message, Throwable cause) {
        super(message, cause);
    }
}
