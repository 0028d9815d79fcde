package io.github.siocli.net.websocket;

import java.net.ProtocolException;

/** The server broke a rule of RFC 6455, for which the connection is failed (7.1.7). */
public final class ProtocolViolation extends ProtocolException {

    private static final long serialVersionUID = 1;

    private final int closeCode;

    ProtocolViolation(int closeCode, String message) {
        super(message);
        this.closeCode = closeCode;
    }

    /** The close code that the server is told: 1002, 1007 or 1009. */
    public int closeCode() {
        return closeCode;
    }
}
