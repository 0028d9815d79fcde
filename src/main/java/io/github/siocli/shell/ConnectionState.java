package io.github.siocli.shell;

/** How far a connection is. */
public enum ConnectionState {
    /** The first attempt is under way. */
    CONNECTING,
    /** There is a connection. */
    CONNECTED,
    /** It was lost, and is being made again. */
    RECONNECTING,
    /** There is none, and none will come by itself. */
    OFFLINE
}
