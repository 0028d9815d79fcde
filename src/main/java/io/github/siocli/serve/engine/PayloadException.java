package io.github.siocli.serve.engine;

/** What a client sent is not a payload or a packet of Engine.IO. */
final class PayloadException extends Exception {

    private static final long serialVersionUID = 1L;

    PayloadException(String message) {
        super(message);
    }
}
