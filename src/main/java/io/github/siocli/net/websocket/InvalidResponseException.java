package io.github.siocli.net.websocket;

import java.net.ProtocolException;

/** A response is not HTTP, or its head is malformed. */
public final class InvalidResponseException extends ProtocolException {

    /** The message of the exception for a stream that ends within a head. */
    public static final String CUT_IN_HEAD = "end of stream within the head of the HTTP answer";

    private static final long serialVersionUID = 1;

    /** The fault of the response. */
    public enum Kind {
        /** The response does not begin with a status line of HTTP/1. */
        NOT_HTTP,
        /** The head is too large. */
        HEAD_TOO_LARGE,
        /** Too many interim responses (1xx) follow each other. */
        INTERIM_FLOOD,
        /** A line of the head is malformed. */
        MALFORMED
    }

    private final Kind kind;

    InvalidResponseException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Returns the kind of fault; the message has the details. */
    public Kind kind() {
        return kind;
    }
}
