package io.github.siocli.net.proxy;

import java.io.IOException;
import java.net.Socket;

/** Adds TLS to the connection to a proxy. */
@FunctionalInterface
public interface ProxyTls {

    /**
     * Wraps the connection and performs the TLS handshake.
     *
     * @throws ProxyException if the handshake fails
     */
    Socket wrap(Socket tcp, ProxyAddress proxy) throws IOException;
}
