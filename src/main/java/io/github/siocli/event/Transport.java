package io.github.siocli.event;

/** How Engine.IO packets travel. */
public enum Transport {
    /** HTTP long-polling. */
    POLLING("polling"),
    /** One WebSocket connection. */
    WEBSOCKET("websocket");

    private final String wireName;

    Transport(String wireName) {
        this.wireName = wireName;
    }

    /** The name that the protocol uses, as in the query parameter {@code transport}. */
    public String wireName() {
        return wireName;
    }
}
