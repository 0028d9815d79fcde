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
 * Makes connections through a proxy. May be used by several threads at once.
 *
 * <p>Every way in which the proxy fails is a {@link ProxyException}; other exceptions are about the server, or say that the
 * attempt was cancelled.
 */
public final class ProxyDialer implements Dialer {

    private final ProxyAddress proxy;
    private final ProxyTls tls;
    private final Duration timeout;
    private final ProxyListener listener;
    private final HostLookup lookUp = new HostLookup();

    /**
     * A dialer.
     *
     * @param tls is used for a proxy of the kind https
     * @param timeout the time for all that is needed for one connection
     * @param listener is told of each connection
     */
    public ProxyDialer(ProxyAddress proxy, ProxyTls tls, Duration timeout, ProxyListener listener) {
        this.proxy = proxy;
        this.tls = tls;
        this.timeout = timeout;
        this.listener = listener;
    }

    /** The proxy. */
    public ProxyAddress proxy() {
        return proxy;
    }

    /**
     * Connects to a server, and returns once the bytes of both sides pass.
     *
     * @throws UnknownHostException where the name is resolved here, and is not known
     */
    @Override
    public Socket dial(String host, int port, Cancellation cancellation) throws IOException {
        Deadline deadline = Deadline.in(timeout);
        InetSocketAddress target = proxy.kind() == ProxyAddress.Kind.SOCKS5
                ? new InetSocketAddress(resolved(host, deadline, cancellation), port)
                : InetSocketAddress.createUnresolved(host, port);
        Socket socket = reach(deadline, cancellation);
        try {
            socket.setSoTimeout(deadline.leftMillis());
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

    /** Connects to the proxy itself, for requests that are meant for it. */
    public Socket dialProxy(Cancellation cancellation) throws IOException {
        Socket socket = reach(Deadline.in(timeout), cancellation);
        listener.connected();
        return socket;
    }

    private Socket reach(Deadline deadline, Cancellation cancellation) throws IOException {
        Socket tcp = connected(deadline, cancellation);
        listener.proxyReached();
        try {
            return proxy.kind() == ProxyAddress.Kind.HTTPS ? secured(tcp, deadline) : tcp;
        } catch (SocketTimeoutException e) {
            tcp.close();
            throw silent();
        } catch (IOException | RuntimeException e) {
            tcp.close();
            throw e;
        }
    }

    private Socket secured(Socket tcp, Deadline deadline) throws IOException {
        tcp.setSoTimeout(deadline.leftMillis());
        Socket secured = tls.over(tcp, proxy);
        tcp.setSoTimeout(0);
        return secured;
    }

    private Socket connected(Deadline deadline, Cancellation cancellation) throws IOException {
        Tried tried = new Tried();
        try {
            return new DirectDialer(Duration.ofMillis(deadline.leftMillis()), tried)
                    .dial(proxy.host(), proxy.port(), cancellation);
        } catch (IOException e) {
            if (cancellation.isCancelled()) {
                throw e;
            }
            if (e instanceof UnknownHostException) {
                throw new ProxyException(Failure.of(FailureKind.PROXY_UNKNOWN_HOST, proxy.host()));
            }
            if (e instanceof SocketTimeoutException) {
                throw silent();
            }
            throw new ProxyException(Failure.of(
                    FailureKind.PROXY_UNREACHABLE, proxy.url(), String.valueOf(e.getMessage()), tried.toString()));
        }
    }

    private ProxyException silent() {
        return new ProxyException(Failure.of(FailureKind.PROXY_TIMEOUT, proxy.url(), text(timeout)));
    }

    /** One address is sent, and where there are several, of both kinds, the proxy is most likely to reach that of IPv4. */
    private InetAddress resolved(String host, Deadline deadline, Cancellation cancellation) throws IOException {
        InetAddress[] addresses = lookUp.find(host, deadline, cancellation);
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

    /** The addresses of the proxy that were tried. */
    private static final class Tried implements DialListener {

        private final Set<String> addresses = new LinkedHashSet<>();

        @Override
        public synchronized void connecting(InetSocketAddress address) {
            addresses.add(ProxyAddress.hostAndPort(address.getAddress().getHostAddress(), address.getPort()));
        }

        @Override
        public void connected() {
            // Its dialer tells of the proxy as such.
        }

        @Override
        public synchronized String toString() {
            return String.join(" and ", addresses);
        }
    }
}
