package io.github.siocli.event;

/** The reason why a namespace is no longer connected, with its protocol name and as text for users. */
public enum DisconnectReason {
    /** The server sent a DISCONNECT packet; clients do not reconnect on their own. */
    SERVER_DISCONNECT("io server disconnect", "the server disconnected this socket"),
    /** The server sent a DISCONNECT packet with a reason as its first packet after CONNECT. */
    REFUSED("io server disconnect", "the server refused this socket right after CONNECT"),
    /** The client left the namespace. */
    CLIENT_DISCONNECT("io client disconnect", "closed by the client"),
    /** The server closed the Engine.IO session with a close packet or a close frame. */
    SESSION_CLOSED("transport close", "the server closed the session"),
    /** The network connection ended without a close packet or close frame. */
    CONNECTION_LOST("transport error", "the connection was lost without a close: a crash, a proxy or the network"),
    /** The user cut the network connection. */
    DROPPED("transport error", "you dropped the connection"),
    /** A response of the server or a proxy ended the connection; the detail of the event names the response. */
    CONNECTION_FAILED("transport error", "the connection failed"),
    /** No heartbeat arrived for pingInterval + pingTimeout. */
    PING_TIMEOUT("ping timeout", "no heartbeat from the server: a dead link or a blocked server");

    private final String protocolName;
    private final String description;

    DisconnectReason(String protocolName, String plainWords) {
        this.protocolName = protocolName;
        this.description = plainWords;
    }

    /** Returns true if the server disconnected the namespace, after which no client reconnects on its own. */
    public boolean isByServer() {
        return this == SERVER_DISCONNECT || this == REFUSED;
    }

    /** Returns the name of the reason in Socket.IO clients. */
    public String protocolName() {
        return protocolName;
    }

    /** Returns the reason as text for users. */
    public String description() {
        return description;
    }
}
