package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.websocket.HostLookup;
import io.github.siocli.net.websocket.ObservedSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * A TCP socket that says how far it has come, and that sends small writes at once: with Nagle's algorithm the frame behind
 * another one waits for the server's delayed acknowledgement, which is 40 ms on Linux.
 */
final class ProgressSocket extends ObservedSocket {

    private final ServerAddress server;
    private final ConnectProgress progress;

    ProgressSocket(ServerAddress server, ConnectProgress progress) {
        super(progress);
        this.server = server;
        this.progress = progress;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        SocketAddress scoped = endpoint;
        if (endpoint instanceof InetSocketAddress address) {
            // The HTTP client knows no zones.
            InetSocketAddress actual = server.hasZone()
                    ? new InetSocketAddress(HostLookup.address(server.host()), address.getPort())
                    : address;
            progress.connecting(actual);
            scoped = actual;
        }
        super.connect(scoped, timeout);
        setTcpNoDelay(true);
        progress.connected();
    }
}
