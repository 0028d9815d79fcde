package io.github.siocli.event;

/** A transport of Engine.IO. */
public enum Transport {
    /** HTTP long-polling. */
    POLLING("polling"),
    /** A websocket connection. */
    WEBSOCKET("websocket");

    private final String wireName;

    Transport(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name in the protocol, as in the query parameter {@code transport}. */
    public String wireName() {
        return wireName;
    }
}
