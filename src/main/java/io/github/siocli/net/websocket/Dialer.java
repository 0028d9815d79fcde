package io.github.siocli.net.websocket;

import java.io.IOException;
import java.net.Socket;

/** Makes TCP connections, directly or through a proxy. */
@FunctionalInterface
public interface Dialer {

    /**
     * Connects, and returns when bytes can be exchanged with the server. Several threads may call this at once.
     *
     * @param host name or address, without brackets
     * @param port TCP port
     * @param cancellation aborts the attempt: the dialer must register each socket with it before it connects
     * @return a connected socket with TCP_NODELAY
     * @throws IOException if the connection fails; {@link java.net.UnknownHostException}, {@link
     *     java.net.ConnectException} and {@link java.net.SocketTimeoutException} have the same meaning as in the JDK
     */
    Socket dial(String host, int port, Cancellation cancellation) throws IOException;
}
