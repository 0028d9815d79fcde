package io.github.siocli.event;

/** Why a namespace is no longer connected, in the words of the protocol and in plain ones. */
public enum DisconnectReason {
    /** The server sent a DISCONNECT packet; clients do not reconnect by themselves. */
    SERVER_DISCONNECT("io server disconnect", "the server disconnected this socket"),
    /** The server sent a DISCONNECT packet with a reason as its first word behind CONNECT. */
    REFUSED("io server disconnect", "the server refused this socket right after it had connected it"),
    /** We left. */
    CLIENT_DISCONNECT("io client disconnect", "left on request"),
    /** The server closed the Engine.IO session with a close packet or a close frame. */
    SESSION_CLOSED("transport close", "the server closed the session"),
    /** The connection below ended without a word. */
    CONNECTION_LOST("transport error", "the connection was lost without a goodbye: a crash, a proxy or the network"),
    /** An answer of the server or a proxy ended the connection; the detail names it. */
    CONNECTION_FAILED("transport error", "the connection failed"),
    /** No heartbeat came for pingInterval + pingTimeout. */
    PING_TIMEOUT("ping timeout", "no heartbeat from the server: a dead link, or a blocked server");

    private final String protocolName;
    private final String plainWords;

    DisconnectReason(String protocolName, String plainWords) {
        this.protocolName = protocolName;
        this.plainWords = plainWords;
    }

    /** Returns true if the server ended the namespace itself, which no client reconnects by itself. */
    public boolean isByServer() {
        return this == SERVER_DISCONNECT || this == REFUSED;
    }

    /** The reason as Socket.IO clients name it. */
    public String protocolName() {
        return protocolName;
    }

    /** The reason for a reader who does not know the protocol. */
    public String plainWords() {
        return plainWords;
    }
}
