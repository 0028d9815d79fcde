package io.github.siocli.client.diagnosis;

import java.io.IOException;

/** Data from a server is not a payload of Engine.IO. The message describes the problem. */
public final class InvalidPayloadException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the failure.
     *
     * @param message describes the problem, as the end of a sentence
     */
    public InvalidPayloadException(String message) {
        super(message);
    }

    public InvalidPayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
