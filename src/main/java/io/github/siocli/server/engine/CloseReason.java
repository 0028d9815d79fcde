package io.github.siocli.server.engine;

/** Why a session is over. */
public enum CloseReason {
    /** The client said goodbye, or closed its websocket. */
    TRANSPORT_CLOSE("transport close"),
    /** The connection was lost, a poll was cancelled, or the client broke the rules of Engine.IO. */
    TRANSPORT_ERROR("transport error"),
    /** No heartbeat came in time. */
    PING_TIMEOUT("ping timeout"),
    /** The client sent something that is not a packet. */
    PARSE_ERROR("parse error"),
    /** More waited for the client than the limit allows. */
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
