package io.github.siocli.event;

/** The layer at which a failure occurred, from the bottom up. */
public enum Layer {
    USAGE("usage"),
    FILE("file"),
    DNS("DNS"),
    TCP("TCP"),
    PROXY("proxy"),
    TLS("TLS"),
    HTTP("HTTP"),
    ENGINE_IO("Engine.IO"),
    SOCKET_IO("Socket.IO"),
    EXPECTATION("expectation"),
    PROGRAM("sio");

    private final String label;

    Layer(String label) {
        this.label = label;
    }

    /** Returns the name of the layer in messages. */
    public String label() {
        return label;
    }
}
