package io.github.siocli.shell;

/** State of a connection. */
public enum ConnectionState {
    /** The first attempt is in progress. */
    CONNECTING,
    /** Connected. */
    CONNECTED,
    /** The connection was lost, and a new attempt is scheduled or in progress. */
    RECONNECTING,
    /** Not connected, and no attempt is scheduled. */
    OFFLINE
}
