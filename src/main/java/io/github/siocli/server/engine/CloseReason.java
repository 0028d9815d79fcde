package io.github.siocli.server.engine;

/** Reason why a session ended. */
public enum CloseReason {
    /** The client sent a close packet or closed its websocket. */
    TRANSPORT_CLOSE("transport close"),
    /** The connection was lost, a poll was cancelled, or the client violated the protocol. */
    TRANSPORT_ERROR("transport error"),
    /** The heartbeat of the client did not arrive in time. */
    PING_TIMEOUT("ping timeout"),
    /** The client sent a malformed packet. */
    PARSE_ERROR("parse error"),
    /** The queue for the client exceeded its limit. */
    SLOW_READER("slow reader"),
    /** The server closed the session on request. */
    FORCED_CLOSE("forced server close"),
    /** The server is being stopped. */
    SERVER_SHUTDOWN("server shutting down");

    private final String protocolName;

    CloseReason(String protocolName) {
        this.protocolName = protocolName;
    }

    /** The reason as Socket.IO servers name it. */
    public String protocolName() {
        return protocolName;
    }
}
