package io.github.siocli.net.websocket;

import java.net.ProtocolException;

/** An answer that is no HTTP, or whose head cannot be read. */
public final class ResponseFault extends ProtocolException {

    /** The message of an end of the stream within a head. */
    public static final String CUT_IN_HEAD = "end of stream within the head of the HTTP answer";

    private static final long serialVersionUID = 1;

    /** What is wrong with the answer. */
    public enum Kind {
        /** It does not begin with a status line of HTTP/1. */
        NOT_HTTP,
        /** Its head is larger than any server needs. */
        HEAD_TOO_LARGE,
        /** One interim answer (1xx) follows the other. */
        INTERIM_FLOOD,
        /** A line of its head is none. */
        MALFORMED
    }

    private final Kind kind;

    ResponseFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Returns what is wrong; the message has the particulars. */
    public Kind kind() {
        return kind;
    }
}
