package io.github.siocli.net.proxy;

/** Is told how far a connection through a proxy has come, on any thread. */
public interface ProxyListener {

    /** There is a TCP connection to the proxy. */
    void proxyReached();

    /** The connection may be used. */
    void connected();
}
