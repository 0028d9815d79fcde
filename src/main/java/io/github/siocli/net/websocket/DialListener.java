package io.github.siocli.net.websocket;

import java.net.InetSocketAddress;

/** Is told how far an attempt to connect has come, on any thread. */
public interface DialListener {

    /** An address is being tried. */
    void connecting(InetSocketAddress address);

    /** There is a TCP connection. */
    void connected();

    /** The server begins to answer over a connection, with whatever protocol. */
    default void answering(ResponseStart start) {
        // Only a diagnosis wants to know.
    }
}
