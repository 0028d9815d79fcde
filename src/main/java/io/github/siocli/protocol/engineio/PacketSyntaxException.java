package io.github.siocli.protocol.engineio;

import java.io.IOException;

/** Received data is not a packet of the protocol, or not a payload of packets. */
public final class PacketSyntaxException extends IOException {

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
