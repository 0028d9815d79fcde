package io.github.siocli.net.proxy;

import java.io.IOException;
import java.net.Socket;

/** Puts TLS on the connection to a proxy. */
@FunctionalInterface
public interface ProxyTls {

    /**
     * Does the handshake.
     *
     * @throws ProxyException where it fails
     */
    Socket over(Socket tcp, ProxyAddress proxy) throws IOException;
}
