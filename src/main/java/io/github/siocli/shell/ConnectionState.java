package io.github.siocli.shell;

/** The state of a client connection. */
public enum ConnectionState {
    /** The first connection attempt is running. */
    CONNECTING,
    /** The connection is open. */
    CONNECTED,
    /** The connection was lost, and the client reconnects. */
    RECONNECTING,
    /** There is no connection, and the client does not try to open one. */
    OFFLINE
}
