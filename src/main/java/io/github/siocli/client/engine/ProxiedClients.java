package io.github.siocli.client.engine;

import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.FailureException;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.http.LazySocketFactory;
import io.github.siocli.net.proxy.ProxiedSocket;
import io.github.siocli.net.proxy.ProxyAddress;
import io.github.siocli.net.proxy.ProxyDialer;
import io.github.siocli.net.proxy.ProxyException;
import io.github.siocli.net.proxy.ProxyTls;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.tls.TlsDiagnosis;
import io.github.siocli.net.tls.TlsOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/** Configures HTTP clients that connect through a proxy. */
final class ProxiedClients {

    /** Resolves no name: the proxy gets the host name. A local lookup would be visible to others and often fail. */
    private static final Dns NO_LOOKUP = host -> List.of(InetAddress.getByAddress(host, new byte[4]));

    private ProxiedClients() {}

    /** Returns a client whose connections are tunnels through the proxy. */
    static OkHttpClient viaTunnel(OkHttpClient client, ProxyDialer dialer) {
        return client.newBuilder()
                .dns(NO_LOOKUP)
                .socketFactory(new LazySocketFactory(() -> new ProxiedSocket(
                        (server, cancellation) -> dialer.dial(server.getHostString(), server.getPort(), cancellation))))
                .build();
    }

    /** Returns a client that sends its requests to the proxy, with absolute URLs (RFC 9112, section 3.2.2). */
    static OkHttpClient viaRequests(OkHttpClient client, ProxyDialer dialer) {
        ProxyAddress proxy = dialer.proxy();
        OkHttpClient.Builder builder = client.newBuilder()
                .proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                .dns(NO_LOOKUP)
                .socketFactory(new LazySocketFactory(
                        () -> new ProxiedSocket((ignored, cancellation) -> dialer.dialProxy(cancellation))));
        proxy.credentials()
                // First, so that the trace interceptor sees the header.
                .ifPresent(credentials -> builder.networkInterceptors()
                        .add(
                                0,
                                chain -> chain.proceed(chain.request()
                                        .newBuilder()
                                        .header("Proxy-Authorization", credentials.basic())
                                        .build())));
        return builder.build();
    }

    /**
     * Returns the TLS layer of the proxy: it is verified under its own name, and does not get the server's client
     * certificate.
     */
    static ProxyTls tls(ConnectOptions options, ProxyAddress proxy, Clock clock) throws FailureException {
        if (proxy.kind() != ProxyAddress.Kind.HTTPS) {
            return (tcp, to) -> tcp;
        }
        ClientTls tls = ClientTls.create(new TlsOptions(
                options.network().tls().insecure(),
                options.network().tls().authorities(),
                options.network().tls().systemAuthorities(),
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
}
