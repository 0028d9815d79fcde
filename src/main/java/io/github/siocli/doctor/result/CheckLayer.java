package io.github.siocli.doctor.result;

/** The layers that checks belong to, from the bottom up; a report has one group for each. */
public enum CheckLayer {
    ADDRESS("address", "Address"),
    NETWORK("network", "Network"),
    TLS("tls", "TLS"),
    HTTP("http", "HTTP"),
    ENGINE_IO("engine.io", "Engine.IO"),
    SOCKET_IO("socket.io", "Socket.IO"),
    BROWSER("browser", "Browser");

    private final String label;
    private final String title;

    CheckLayer(String label, String title) {
        this.label = label;
        this.title = title;
    }

    /** Returns the value in JSON records. */
    public String label() {
        return label;
    }

    /** Returns the heading for users. */
    public String title() {
        return title;
    }
}
