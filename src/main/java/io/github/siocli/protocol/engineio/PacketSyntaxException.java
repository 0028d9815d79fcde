package io.github.siocli.protocol.engineio;

/** A received packet violates the protocol. */
public final class PacketSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the problem
     */
    public PacketSyntaxException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the problem
     */
    public PacketSyntaxException(String message, Throwable cause) {
        super(message, cause);
    }
}
