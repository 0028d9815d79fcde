package io.github.siocli.event;

/** The layer of a connection that failed, from the bottom up. */
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
    PROGRAM("sio");

    private final String label;

    Layer(String label) {
        this.label = label;
    }

    /** The name of the layer in messages. */
    public String label() {
        return label;
    }
}
