package io.github.siocli.client.websocket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Connects to a host itself. Where a name has several addresses, the next one is tried as soon as one fails, or is silent
 * for 250 ms (after RFC 8305, "Happy Eyeballs"); the first to answer is taken.
 */
public final class DirectDialer implements Dialer {

    private static final long STAGGER_MILLIS = 250;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface LookUp {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Duration timeout;
    private final DialListener listener;
    private final LookUp lookUp;

    /**
     * A dialer.
     *
     * @param timeout the time for the look-up and all attempts together
     * @param listener is told of the attempts
     */
    public DirectDialer(Duration timeout, DialListener listener) {
        this(timeout, listener, InetAddress::getAllByName);
    }

    DirectDialer(Duration timeout, DialListener listener, LookUp lookUp) {
        this.lookUp = lookUp;
        this.timeout = timeout;
        this.listener = listener;
    }

    @Override
    public Socket dial(String host, int port, Cancellation cancellation) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : lookUp(host, deadline, cancellation)) {
            addresses.add(new InetSocketAddress(address, port));
        }
        Socket socket = addresses.size() == 1
                ? connect(addresses.get(0), deadline, cancellation)
                : race(addresses, deadline, cancellation);
        listener.connected();
        return socket;
    }

    /** The look-up of a name can hang for longer than anybody waits, and nothing ends it: it has a thread of its own. */
    private InetAddress[] lookUp(String host, long deadline, Cancellation cancellation) throws IOException {
        if (isAddress(host)) {
            return new InetAddress[] {InetAddress.getByName(host)};
        }
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        cancellation.closes(() -> found.completeExceptionally(new UnknownHostException(host)));
        thread(() -> {
            try {
                found.complete(lookUp.addresses(host));
            } catch (UnknownHostException | RuntimeException e) {
                found.completeExceptionally(e);
            }
        });
        return await(found, deadline);
    }

    private static boolean isAddress(String host) {
        boolean digits = true;
        for (int i = 0; i < host.length() && digits; i++) {
            char c = host.charAt(i);
            digits = c == '.' || c >= '0' && c <= '9';
        }
        return digits || host.contains(":");
    }

    private Socket race(List<InetSocketAddress> addresses, long deadline, Cancellation cancellation)
            throws IOException {
        Race race = new Race(addresses.size(), cancellation);
        for (InetSocketAddress address : addresses) {
            CompletableFuture<Void> failed = new CompletableFuture<>();
            thread(() -> {
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
        return await(race.winner(), deadline);
    }

    private Socket connect(InetSocketAddress address, long deadline, Cancellation cancellation) throws IOException {
        Socket socket = new Socket();
        try {
            cancellation.closes(socket);
            listener.connecting(address);
            socket.connect(address, (int) Math.min(Integer.MAX_VALUE, leftMillis(deadline)));
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static <T> T await(CompletableFuture<T> future, long deadline) throws IOException {
        try {
            return future.get(leftMillis(deadline), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("Connect timed out");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketTimeoutException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException(e.getCause());
        }
    }

    /** At least one: zero would be for ever. */
    private static long leftMillis(long deadline) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "sio-dial");
        thread.setDaemon(true);
        thread.start();
    }
}
