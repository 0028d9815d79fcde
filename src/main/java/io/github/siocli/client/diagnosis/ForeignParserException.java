package io.github.siocli.client.diagnosis;

import java.io.IOException;

/** The server uses another parser than the session. */
public final class ForeignParserException extends IOException {

    private static final long serialVersionUID = 1L;

    public ForeignParserException() {
        super("a message of another parser");
    }
}
