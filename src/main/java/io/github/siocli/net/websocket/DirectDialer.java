package io.github.siocli.net.websocket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Connects to a host without a proxy. If a name has several addresses, the next one is tried when one fails or does not
 * answer for 250 ms (after RFC 8305, "Happy Eyeballs"); the first connection wins.
 */
public final class DirectDialer implements Dialer {

    private static final long STAGGER_MILLIS = 250;

    private final Duration timeout;
    private final DialListener listener;
    private final HostLookup lookup;

    /**
     * Creates a dialer.
     *
     * @param timeout the time for the name lookup and all attempts together
     * @param listener follows the attempts
     */
    public DirectDialer(Duration timeout, DialListener listener) {
        this(timeout, listener, InetAddress::getAllByName);
    }

    DirectDialer(Duration timeout, DialListener listener, HostLookup.Resolver resolver) {
        this.lookup = new HostLookup(resolver);
        this.timeout = timeout;
        this.listener = listener;
    }

    @Override
    public Socket dial(String host, int port, Cancellation cancellation) throws IOException {
        Deadline deadline = Deadline.in(timeout);
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : lookup.find(host, deadline, cancellation)) {
            addresses.add(new InetSocketAddress(address, port));
        }
        Socket socket = addresses.size() == 1
                ? connect(addresses.get(0), deadline, cancellation)
                : race(addresses, deadline, cancellation);
        listener.connected();
        return socket;
    }

    private Socket race(List<InetSocketAddress> addresses, Deadline deadline, Cancellation cancellation)
            throws IOException {
        HappyEyeballs race = new HappyEyeballs(addresses.size(), cancellation);
        for (InetSocketAddress address : addresses) {
            CompletableFuture<Void> failed = new CompletableFuture<>();
            startThread(() -> {
                try {
                    race.connected(connect(address, deadline, cancellation));
                } catch (IOException | RuntimeException e) {
                    race.failed(e);
                } finally {
                    failed.complete(null);
                }
            });
            if (race.isDecidedWithin(STAGGER_MILLIS, failed)) {
                break;
            }
        }
        return deadline.await(race.winner());
    }

    private Socket connect(InetSocketAddress address, Deadline deadline, Cancellation cancellation) throws IOException {
        Socket socket = new ObservedSocket(listener);
        try {
            cancellation.closeOnCancel(socket);
            listener.connecting(address);
            socket.connect(address, deadline.remainingMillis());
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "sio-dial");
        thread.setDaemon(true);
        thread.start();
    }
}
