package io.github.siocli.event;

/** Why an emission that waited to be sent is not sent any more, in plain words. */
public enum DropReason {
    /** The server refused the namespace that it was for. */
    REFUSED("the server refused the namespace"),
    /** The namespace did not answer in time. */
    UNANSWERED("the namespace did not answer"),
    /** The server disconnected the namespace. */
    DISCONNECTED("the server disconnected the namespace"),
    /** The namespace was left before. */
    LEFT("the namespace was left before");

    private final String plainWords;

    DropReason(String plainWords) {
        this.plainWords = plainWords;
    }

    /** The reason for a reader who does not know the protocol. */
    public String plainWords() {
        return plainWords;
    }
}
