package io.github.siocli.net.proxy;

/** Follows the progress of a connection through a proxy. Called on any thread. */
public interface ProxyListener {

    /** Called when the TCP connection to the proxy is established. */
    void proxyReached();

    /** Called when the connection can be used. */
    void connected();
}
