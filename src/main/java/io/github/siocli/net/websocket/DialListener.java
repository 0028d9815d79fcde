package io.github.siocli.net.websocket;

import java.net.InetSocketAddress;

/** Follows the progress of a connection attempt. Called on any thread. */
public interface DialListener {

    /** Called before an address is tried. */
    void connecting(InetSocketAddress address);

    /** Called when the TCP connection is established. */
    void connected();

    /** Called when the first bytes of a response arrive over a connection, in any protocol. */
    default void responseStarted(ResponseStart start) {
        // Only the diagnosis needs this.
    }
}
