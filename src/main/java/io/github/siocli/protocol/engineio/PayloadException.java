package io.github.siocli.protocol.engineio;

/** A client sent a malformed payload or packet. */
public final class PayloadException extends Exception {

    private static final long serialVersionUID = 1L;

    PayloadException(String message) {
        super(message);
    }
}
