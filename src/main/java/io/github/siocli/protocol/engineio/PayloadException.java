package io.github.siocli.protocol.engineio;

/** Data from a client is not a payload or a packet of Engine.IO. */
public final class PayloadException extends Exception {

    private static final long serialVersionUID = 1L;

    PayloadException(String message) {
        super(message);
    }
}
