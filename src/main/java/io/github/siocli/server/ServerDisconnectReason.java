package io.github.siocli.server;

import io.github.siocli.server.engine.CloseReason;

/** Why a client is no longer in a namespace. */
public enum ServerDisconnectReason {
    /** It sent a DISCONNECT packet. */
    CLIENT_LEFT("client namespace disconnect"),
    /** It was sent one. */
    KICKED("server namespace disconnect"),
    /** It closed the session. */
    TRANSPORT_CLOSE(CloseReason.TRANSPORT_CLOSE.protocolName()),
    /** The connection was lost. */
    TRANSPORT_ERROR(CloseReason.TRANSPORT_ERROR.protocolName()),
    /** No heartbeat came in time. */
    PING_TIMEOUT(CloseReason.PING_TIMEOUT.protocolName()),
    /** It sent something that is not a packet. */
    PARSE_ERROR(CloseReason.PARSE_ERROR.protocolName()),
    /** More waited for it than the limit allows. */
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

    /** Whether the client may come back as if nothing had been (connection state recovery). */
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
