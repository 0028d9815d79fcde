package io.github.siocli.server;

import io.github.siocli.server.engine.CloseReason;

/** Reason why a client left a namespace. */
public enum ServerDisconnectReason {
    /** The client sent DISCONNECT. */
    CLIENT_LEFT("client namespace disconnect"),
    /** The server sent DISCONNECT. */
    KICKED("server namespace disconnect"),
    /** The client closed the session. */
    TRANSPORT_CLOSE(CloseReason.TRANSPORT_CLOSE.protocolName()),
    /** The connection was lost. */
    TRANSPORT_ERROR(CloseReason.TRANSPORT_ERROR.protocolName()),
    /** The heartbeat of the client did not arrive in time. */
    PING_TIMEOUT(CloseReason.PING_TIMEOUT.protocolName()),
    /** The client sent a malformed packet. */
    PARSE_ERROR(CloseReason.PARSE_ERROR.protocolName()),
    /** The queue for the client exceeded its limit. */
    SLOW_READER(CloseReason.SLOW_READER.protocolName()),
    /** The server closed the session on request. */
    FORCED_CLOSE(CloseReason.FORCED_CLOSE.protocolName()),
    /** The server is being stopped. */
    SERVER_SHUTDOWN(CloseReason.SERVER_SHUTDOWN.protocolName());

    private final String protocolName;

    ServerDisconnectReason(String protocolName) {
        this.protocolName = protocolName;
    }

    /** The reason as Socket.IO servers name it. */
    public String protocolName() {
        return protocolName;
    }

    /** Returns true if the client may restore its state (connection state recovery). */
    boolean isRecoverable() {
        return this != CLIENT_LEFT && this != KICKED;
    }

    static ServerDisconnectReason of(CloseReason reason) {
        return switch (reason) {
            case TRANSPORT_CLOSE -> TRANSPORT_CLOSE;
            case TRANSPORT_ERROR -> TRANSPORT_ERROR;
            case PING_TIMEOUT -> PING_TIMEOUT;
            case PARSE_ERROR -> PARSE_ERROR;
            case SLOW_READER -> SLOW_READER;
            case FORCED_CLOSE -> FORCED_CLOSE;
            case SERVER_SHUTDOWN -> SERVER_SHUTDOWN;
        };
    }
}
