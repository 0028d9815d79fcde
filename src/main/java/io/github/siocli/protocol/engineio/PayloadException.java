package io.github.siocli.protocol.engineio;

/** What a client sent is not a payload or a packet of Engine.IO. */
public final class PayloadException extends Exception {

    private static final long serialVersionUID = 1L;

    PayloadException(String message) {
        super(message);
    }
}
