package io.github.siocli.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A TCP socket that says how far it has come, and that sends small writes at once: with Nagle's algorithm the frame behind
 * another one waits for the server's delayed acknowledgement, which is 40 ms on Linux.
 */
final class TappedSocket extends Socket {

    private final Progress progress;

    TappedSocket(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (endpoint instanceof InetSocketAddress address) {
            progress.connecting(address);
        }
        super.connect(endpoint, timeout);
        setTcpNoDelay(true);
        progress.connected();
    }
}
