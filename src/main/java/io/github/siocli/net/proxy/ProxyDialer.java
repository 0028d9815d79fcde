package io.github.siocli.net.proxy;

import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.net.websocket.Cancellation;
import io.github.siocli.net.websocket.Deadline;
import io.github.siocli.net.websocket.DialListener;
import io.github.siocli.net.websocket.Dialer;
import io.github.siocli.net.websocket.DirectDialer;
import io.github.siocli.net.websocket.HostLookup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Makes connections through a proxy. Several threads may use it at once.
 *
 * <p>Every failure of the proxy is a {@link ProxyException}. Other exceptions concern the server, or report that the
 * attempt was cancelled.
 */
public final class ProxyDialer implements Dialer {

    private final ProxyAddress proxy;
    private final ProxyTls tls;
    private final Duration timeout;
    private final ProxyListener listener;
    private final HostLookup lookup = new HostLookup();

    /**
     * Creates a dialer.
     *
     * @param tls used for a proxy of the kind https
     * @param timeout the time for all steps of one connection
     * @param listener follows each connection
     */
    public ProxyDialer(ProxyAddress proxy, ProxyTls tls, Duration timeout, ProxyListener listener) {
        this.proxy = proxy;
        this.tls = tls;
        this.timeout = timeout;
        this.listener = listener;
    }

    /** Returns the address of the proxy. */
    public ProxyAddress proxy() {
        return proxy;
    }

    /**
     * Connects to a server, and returns when bytes can be exchanged with it.
     *
     * @throws UnknownHostException if this machine resolves the name and does not know it
     */
    @Override
    public Socket dial(String host, int port, Cancellation cancellation) throws IOException {
        Deadline deadline = Deadline.in(timeout);
        InetSocketAddress target = proxy.kind() == ProxyAddress.Kind.SOCKS5
                ? new InetSocketAddress(resolved(host, deadline, cancellation), port)
                : InetSocketAddress.createUnresolved(host, port);
        Socket socket = connectToProxy(deadline, cancellation);
        try {
            socket.setSoTimeout(deadline.remainingMillis());
            if (proxy.kind().isHttp()) {
                new HttpTunnel(proxy, socket).open(target);
            } else {
                new Socks5(proxy, socket).open(target);
            }
            socket.setSoTimeout(0);
        } catch (SocketTimeoutException e) {
            socket.close();
            throw new ProxyException(Failure.of(
                    FailureKind.PROXY_SILENT, proxy.url(), ProxyAddress.hostAndPort(host, port), text(timeout)));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        listener.connected();
        return socket;
    }

    /** Connects to the proxy itself, for requests that the proxy forwards. */
    public Socket dialProxy(Cancellation cancellation) throws IOException {
        Socket socket = connectToProxy(Deadline.in(timeout), cancellation);
        listener.connected();
        return socket;
    }

    private Socket connectToProxy(Deadline deadline, Cancellation cancellation) throws IOException {
        Socket tcp = dialDirectly(deadline, cancellation);
        listener.proxyReached();
        try {
            return proxy.kind() == ProxyAddress.Kind.HTTPS ? addTls(tcp, deadline) : tcp;
        } catch (SocketTimeoutException e) {
            tcp.close();
            throw timedOut();
        } catch (IOException | RuntimeException e) {
            tcp.close();
            throw e;
        }
    }

    private Socket addTls(Socket tcp, Deadline deadline) throws IOException {
        tcp.setSoTimeout(deadline.remainingMillis());
        Socket secured = tls.wrap(tcp, proxy);
        tcp.setSoTimeout(0);
        return secured;
    }

    private Socket dialDirectly(Deadline deadline, Cancellation cancellation) throws IOException {
        TriedAddresses tried = new TriedAddresses();
        try {
            return new DirectDialer(Duration.ofMillis(deadline.remainingMillis()), tried)
                    .dial(proxy.host(), proxy.port(), cancellation);
        } catch (IOException e) {
            if (cancellation.isCancelled()) {
                throw e;
            }
            if (e instanceof UnknownHostException) {
                throw new ProxyException(Failure.of(FailureKind.PROXY_UNKNOWN_HOST, proxy.host()));
            }
            if (e instanceof SocketTimeoutException) {
                throw timedOut();
            }
            throw new ProxyException(Failure.of(
                    FailureKind.PROXY_UNREACHABLE, proxy.url(), String.valueOf(e.getMessage()), tried.toString()));
        }
    }

    private ProxyException timedOut() {
        return new ProxyException(Failure.of(FailureKind.PROXY_TIMEOUT, proxy.url(), text(timeout)));
    }

    /** Resolves the host to the one address that is sent. Prefers IPv4, which the proxy is most likely to reach. */
    private InetAddress resolved(String host, Deadline deadline, Cancellation cancellation) throws IOException {
        InetAddress[] addresses = lookup.find(host, deadline, cancellation);
        for (InetAddress address : addresses) {
            if (address.getAddress().length == Socks5.IPV4_LENGTH) {
                return address;
            }
        }
        return addresses[0];
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /** Collects the addresses of the proxy that were tried. */
    private static final class TriedAddresses implements DialListener {

        private final Set<String> addresses = new LinkedHashSet<>();

        @Override
        public synchronized void connecting(InetSocketAddress address) {
            addresses.add(ProxyAddress.hostAndPort(address.getAddress().getHostAddress(), address.getPort()));
        }

        @Override
        public void connected() {
            // ProxyDialer reports the connection to the proxy itself.
        }

        @Override
        public synchronized String toString() {
            return String.join(" and ", addresses);
        }
    }
}
