package io.github.siocli.net.websocket;

import java.net.ProtocolException;

/** A frame of the server breaks a rule of RFC 6455, so the connection must be failed (7.1.7). */
public final class ProtocolViolationException extends ProtocolException {

    private static final long serialVersionUID = 1;

    private final int closeCode;

    ProtocolViolationException(int closeCode, String message) {
        super(message);
        this.closeCode = closeCode;
    }

    /** Returns the close code to send to the server: 1002, 1007 or 1009. */
    public int closeCode() {
        return closeCode;
    }
}
