package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.Transport;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.http.HttpClients;
import io.github.siocli.net.proxy.ProxyAddress;
import io.github.siocli.net.proxy.ProxyDialer;
import io.github.siocli.net.proxy.ProxyException;
import io.github.siocli.net.proxy.ProxyTls;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.tls.TlsDiagnosis;
import io.github.siocli.net.tls.TlsOptions;
import io.github.siocli.net.websocket.Cancellation;
import io.github.siocli.net.websocket.Dialer;
import io.github.siocli.net.websocket.DirectDialer;
import io.github.siocli.net.websocket.FrameObserver;
import io.github.siocli.net.websocket.NetworkWait;
import io.github.siocli.net.websocket.TlsLayer;
import io.github.siocli.net.websocket.WebSocketClient;
import io.github.siocli.net.websocket.WebSocketLimits;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The route to the server of some options: directly or through a proxy, with or without TLS. Creates HTTP clients and
 * websockets that take it, and the diagnoses of their failures. Any thread may call.
 */
public final class ServerRoute {

    private final ConnectOptions options;
    private final Clock clock;
    /** Null if the server is not reached over TLS. */
    private final @Nullable ClientTls tls;
    /** Null without a proxy. */
    private final @Nullable ProxyTls proxyTls;

    /**
     * Creates a route.
     *
     * @throws FailureException if the options cannot work, for example if a certificate file cannot be read
     */
    public ServerRoute(ConnectOptions options, Clock clock) throws FailureException {
        this.options = options;
        this.clock = clock;
        this.tls =
                options.server().secure() ? ClientTls.create(options.network().tls()) : null;
        this.proxyTls = options.network().proxy().isEmpty()
                ? null
                : proxyTls(options, options.network().proxy().get(), clock);
    }

    /**
     * Returns the TLS layer of the proxy: it is verified under its own name, and does not get the server's client
     * certificate.
     */
    private static ProxyTls proxyTls(ConnectOptions options, ProxyAddress proxy, Clock clock) throws FailureException {
        if (proxy.kind() != ProxyAddress.Kind.HTTPS) {
            return (tcp, to) -> tcp;
        }
        TlsOptions forServer = options.network().tls();
        ClientTls tls = ClientTls.create(new TlsOptions(
                forServer.insecure(),
                forServer.authorities(),
                forServer.systemAuthorities(),
                Optional.empty(),
                Optional.empty()));
        ServerAddress address = new ServerAddress(true, proxy.host(), proxy.port());
        return (tcp, to) -> {
            SSLSocket socket = (SSLSocket) tls.sockets().createSocket(tcp, to.host(), to.port(), true);
            try {
                socket.startHandshake();
                return socket;
            } catch (SSLException e) {
                throw new ProxyException(new TlsDiagnosis(address, "the proxy ", tls, clock.instant()).of(e));
            }
        };
    }

    /**
     * Returns a diagnosis of failures on this route.
     *
     * @param path the path of the requests
     * @param progress the observations of one connection attempt
     */
    public Diagnosis diagnosis(EnginePath path, ConnectProgress progress, PayloadLimit limit) {
        return new Diagnosis(options, path, progress, limit, tls, clock);
    }

    /** Returns the route of HTTP requests, whose progress is reported to the listener. */
    public HttpClients.Route http(ConnectProgress progress) {
        return new HttpClients.Route(
                options.server(),
                tls,
                proxy(progress).orElse(null),
                options.sendsRequestsToProxy(Transport.POLLING),
                options.network().connectTimeout(),
                progress);
    }

    private Optional<ProxyDialer> proxy(ConnectProgress progress) {
        return options.network()
                .proxy()
                .map(proxy -> new ProxyDialer(proxy, proxyTls, options.network().connectTimeout(), progress));
    }

    /** Creates a client for websockets, which reports the progress of each attempt. */
    public WebSocketClient websockets(
            ConnectProgress progress,
            Supplier<FrameObserver> observers,
            ScheduledExecutorService scheduler,
            NetworkWait networkWait) {
        return new WebSocketClient(
                dialer(progress),
                // Called only for a server with TLS.
                new TlsLayer(() -> tls.sockets()),
                // Longer than the connect timeout, which reports a better failure.
                WebSocketLimits.DEFAULT.withHandshake(
                        options.network().connectTimeout().plusSeconds(1)),
                observers,
                scheduler,
                networkWait);
    }

    /** Returns a dialer of TCP connections to the server, through the proxy if there is one. */
    public Dialer dialer(ConnectProgress progress) {
        return proxy(progress).<Dialer>map(dialer -> dialer).orElseGet(() -> direct(progress));
    }

    /** Returns the TLS settings; null if the server is not reached over TLS. */
    public @Nullable ClientTls tls() {
        return tls;
    }

    /**
     * Connects to the proxy itself, as requests do that the proxy forwards.
     *
     * @throws IOException if the connection fails
     * @throws java.util.NoSuchElementException if there is no proxy
     */
    public Socket proxyConnection(ConnectProgress progress) throws IOException {
        return proxy(progress).orElseThrow().dialProxy(new Cancellation());
    }

    /** Connects to the host of the options, because URLs of requests contain no IPv6 zone. */
    private Dialer direct(ConnectProgress progress) {
        DirectDialer dialer = new DirectDialer(options.network().connectTimeout(), progress);
        ServerAddress server = options.server();
        return server.hasZone() ? (host, port, cancellation) -> dialer.dial(server.host(), port, cancellation) : dialer;
    }
}
