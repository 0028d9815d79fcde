package io.github.siocli.client.diagnosis;

import java.io.IOException;

/** A received payload is not valid Engine.IO; the message names the problem. */
public final class PayloadException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception with a problem, as the end of a sentence. */
    public PayloadException(String message) {
        super(message);
    }

    public PayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
