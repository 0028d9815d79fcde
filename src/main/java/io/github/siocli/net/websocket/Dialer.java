package io.github.siocli.net.websocket;

import java.io.IOException;
import java.net.Socket;

/** Makes TCP connections: directly, or through a proxy. */
@FunctionalInterface
public interface Dialer {

    /**
     * Connects, and returns once the bytes of both sides pass. May be called by several threads at once.
     *
     * @param host name or address, without brackets
     * @param port TCP port
     * @param cancellation ends the attempt early: each socket is to be given to it before it connects
     * @return a connected socket with TCP_NODELAY
     * @throws IOException where there is no connection; {@link java.net.UnknownHostException},
     *     {@link java.net.ConnectException} and {@link java.net.SocketTimeoutException} as the JDK throws them
     */
    Socket dial(String host, int port, Cancellation cancellation) throws IOException;
}
