package io.github.siocli.event;

/** The Socket.IO version of a server, as far as its handshake shows. */
public enum ServerFamily {
    SOCKET_IO_1(3, "Socket.IO 1.x"),
    SOCKET_IO_2(3, "Socket.IO 2.x"),
    /** Socket.IO 1.x or 2.x, which cannot be distinguished over websocket alone. */
    SOCKET_IO_1_OR_2(3, "Socket.IO 1.x or 2.x"),
    /** Socket.IO 4.x that also speaks Engine.IO 3. */
    SOCKET_IO_4_FOR_EIO3(3, "Socket.IO 4.x with allowEIO3"),
    SOCKET_IO_3_OR_4(4, "Socket.IO 3.x or 4.x"),
    SOCKET_IO_4_5(4, "Socket.IO 4.5 or newer");

    private final int eio;
    private final String label;

    ServerFamily(int eio, String label) {
        this.eio = eio;
        this.label = label;
    }

    /** Returns the generation of Engine.IO that the client uses with the server, 3 or 4. */
    public int eio() {
        return eio;
    }

    /** Returns the name of the family, such as {@code Socket.IO 2.x}. */
    public String label() {
        return label;
    }
}
