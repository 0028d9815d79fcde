package io.github.siocli.event;

/**
 * The outcome of connection state recovery when a namespace is connected. A server with recovery (Socket.IO 4.6)
 * restores the session after a lost connection: it keeps the sid and the rooms, and sends the missed events.
 */
public enum RecoveryOutcome {
    /** First connection; the server offers recovery. */
    OFFERED("offered"),
    /** First connection; the server does not offer recovery. */
    NOT_OFFERED("not offered"),
    /** The server restored the former session. */
    RECOVERED("recovered"),
    /** Not restored: the server had not offered recovery for the former session. */
    NOT_ENABLED("not recovered: the server did not offer recovery"),
    /** Not requested: the request for recovery is part of the auth payload, which must be an object for it. */
    AUTH_NOT_OBJECT("not recovered: recovery needs an auth payload that is an object"),
    /** Not requested: no event with an offset had arrived after which the server could resume. */
    NO_OFFSET("not recovered: no event was received to resume after"),
    /** Requested, but the server began a new session: the former one expired, or the server restarted. */
    NEW_SESSION("not recovered: the server began a new session");

    private final String description;

    RecoveryOutcome(String plainWords) {
        this.description = plainWords;
    }

    /** Returns the outcome as text for users, to be shown after the word <em>recovery</em>. */
    public String description() {
        return description;
    }

    /** Returns true if the namespace had a former session. */
    public boolean isReconnection() {
        return this != OFFERED && this != NOT_OFFERED;
    }

    /** Returns true if the server restored the former session. */
    public boolean isRecovered() {
        return this == RECOVERED;
    }
}
