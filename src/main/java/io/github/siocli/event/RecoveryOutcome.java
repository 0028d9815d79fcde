package io.github.siocli.event;

/**
 * What became of the session of a namespace when it was connected. A server with connection state recovery (Socket.IO 4.6)
 * restores it after a lost connection: the same sid, the same rooms, and the events that were missed.
 */
public enum RecoveryOutcome {
    /** The first connection; the server would restore the session. */
    OFFERED("recovery offered"),
    /** The first connection; the server would not. */
    NOT_OFFERED("no recovery offered"),
    /** The session is the one of before. */
    RECOVERED("recovered"),
    /** The session of before was one that the server does not restore. */
    NOT_ENABLED("not recovered: the server had not offered it"),
    /** The auth payload is not an object, which is where the server would have been asked to restore it. */
    AUTH_NOT_OBJECT("not recovered: only an auth payload that is an object can ask for it"),
    /** No event had come that the server could have resumed after. */
    NO_OFFSET("not recovered: no event had come to resume after"),
    /** The server was asked to restore the session, and began a new one: it has expired, or the server was restarted. */
    NEW_SESSION("not recovered: the server began a new session");

    private final String plainWords;

    RecoveryOutcome(String plainWords) {
        this.plainWords = plainWords;
    }

    /** What became of it, for a reader who does not know the protocol. */
    public String plainWords() {
        return plainWords;
    }

    /** Whether there was a session to restore. */
    public boolean isReconnection() {
        return this != OFFERED && this != NOT_OFFERED;
    }

    /** Whether the session is the one of before. */
    public boolean isRecovered() {
        return this == RECOVERED;
    }
}
