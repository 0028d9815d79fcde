package io.github.siocli.net.http;

import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.websocket.DialListener;
import io.github.siocli.net.websocket.HostLookup;
import io.github.siocli.net.websocket.ObservedSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * A TCP socket that reports the progress of connecting and disables Nagle's algorithm.
 *
 * <p>With Nagle's algorithm a frame that follows another one waits for the server's delayed acknowledgement, which
 * takes 40 ms on Linux.
 */
final class ProgressSocket extends ObservedSocket {

    private final ServerAddress server;
    private final DialListener listener;

    ProgressSocket(ServerAddress server, DialListener listener) {
        super(listener);
        this.server = server;
        this.listener = listener;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        SocketAddress scoped = endpoint;
        if (endpoint instanceof InetSocketAddress address) {
            // The HTTP client does not support IPv6 zones.
            InetSocketAddress actual = server.hasZone()
                    ? new InetSocketAddress(HostLookup.address(server.host()), address.getPort())
                    : address;
            listener.connecting(actual);
            scoped = actual;
        }
        super.connect(scoped, timeout);
        setTcpNoDelay(true);
        listener.connected();
    }
}
