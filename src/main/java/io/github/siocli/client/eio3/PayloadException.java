package io.github.siocli.client.eio3;

import java.io.IOException;

/** What a server sent is not Engine.IO 3; the message says what is wrong with it. */
public final class PayloadException extends IOException {

    private static final long serialVersionUID = 1L;

    PayloadException(String message) {
        super(message);
    }

    PayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
