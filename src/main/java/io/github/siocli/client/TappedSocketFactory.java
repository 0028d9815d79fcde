package io.github.siocli.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Makes TCP sockets that say how far they have come, and that send small writes at once: with Nagle's algorithm the
 * frame behind another one waits for the server's delayed acknowledgement, which is 40 ms on Linux.
 */
final class TappedSocketFactory extends SocketFactory {

    private final Progress progress;

    TappedSocketFactory(Progress progress) {
        this.progress = progress;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                if (endpoint instanceof InetSocketAddress address) {
                    progress.connecting(address);
                }
                super.connect(endpoint, timeout);
                setTcpNoDelay(true);
                progress.connected();
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }
}
