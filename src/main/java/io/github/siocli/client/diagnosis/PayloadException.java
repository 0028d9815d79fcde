package io.github.siocli.client.diagnosis;

import java.io.IOException;

/** What a server sent is no payload of Engine.IO; the message says what is wrong with it. */
public final class PayloadException extends IOException {

    private static final long serialVersionUID = 1L;

    /** With what is wrong, as the end of a sentence. */
    public PayloadException(String message) {
        super(message);
    }

    public PayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
