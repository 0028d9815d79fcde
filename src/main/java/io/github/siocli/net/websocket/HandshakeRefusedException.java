package io.github.siocli.net.websocket;

import java.net.ProtocolException;
import okhttp3.Response;

/** An HTTP response that does not open the websocket, or that arrives in place of a frame. */
public final class HandshakeRefusedException extends ProtocolException {

    private static final long serialVersionUID = 1;

    private final transient Response response;

    HandshakeRefusedException(String message, Response response) {
        super(message);
        this.response = response;
    }

    /** Returns the response with its body. */
    Response response() {
        return response;
    }
}
