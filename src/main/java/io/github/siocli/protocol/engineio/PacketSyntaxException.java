package io.github.siocli.protocol.engineio;

/** Something that came in is not a packet of the protocol. */
public final class PacketSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong with it */
    public PacketSyntaxException(String message) {
        super(message);
    }

    /** @param message what is wrong with it */
    public PacketSyntaxException(String message, Throwable cause) {
        super(message, cause);
    }
}
