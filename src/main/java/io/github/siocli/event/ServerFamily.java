package io.github.siocli.event;

/** What kind of server it is, as far as its handshake tells. */
public enum ServerFamily {
    SOCKET_IO_1(3, "Socket.IO 1.x"),
    SOCKET_IO_2(3, "Socket.IO 2.x"),
    /** Over websocket alone the two look the same. */
    SOCKET_IO_1_OR_2(3, "Socket.IO 1.x or 2.x"),
    /** A server of the next generation that also speaks the one before. */
    SOCKET_IO_4_FOR_EIO3(3, "Socket.IO 4.x with allowEIO3"),
    SOCKET_IO_3_OR_4(4, "Socket.IO 3.x or 4.x"),
    SOCKET_IO_4_5(4, "Socket.IO 4.5 or newer");

    private final int eio;
    private final String label;

    ServerFamily(int eio, String label) {
        this.eio = eio;
        this.label = label;
    }

    /** The generation of Engine.IO that is spoken with it, 3 or 4. */
    public int eio() {
        return eio;
    }

    /** Its name, such as {@code Socket.IO 2.x}. */
    public String label() {
        return label;
    }
}
