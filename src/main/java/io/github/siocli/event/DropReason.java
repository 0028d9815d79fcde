package io.github.siocli.event;

/** The reason why a queued event is dropped. */
public enum DropReason {
    /** The server refused the namespace of the event. */
    REFUSED("the server refused the namespace"),
    /** The server did not answer the CONNECT packet of the namespace in time. */
    UNANSWERED("the namespace was not joined in time"),
    /** The server disconnected the namespace. */
    DISCONNECTED("the server disconnected the namespace"),
    /** The client left the namespace first. */
    LEFT("the namespace was left before"),
    /** The session ended while the namespace was not connected. */
    SESSION_ENDED("the session ended before the namespace was connected");

    private final String description;

    DropReason(String plainWords) {
        this.description = plainWords;
    }

    /** Returns the reason as text for users. */
    public String description() {
        return description;
    }
}
