package io.github.siocli.net.http;

import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.proxy.ProxiedSocket;
import io.github.siocli.net.proxy.ProxyAddress;
import io.github.siocli.net.proxy.ProxyDialer;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.websocket.DialListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HostnameVerifier;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** Creates HTTP clients for long polling. */
public final class HttpClients {

    private static final int IDLE_CONNECTIONS = 4;
    /**
     * Idle time after which a connection is closed. Servers close idle connections (Node after 5 s), and a POST on a
     * connection that is being closed is lost: it must not be repeated, because the server may have processed it.
     * OkHttp itself checks only after 10 s.
     */
    private static final long IDLE_SECONDS = 1;

    /** Resolves no name: the proxy gets the host name. A local lookup would be visible to others and often fail. */
    private static final Dns NO_LOOKUP = host -> List.of(InetAddress.getByAddress(host, new byte[4]));

    private HttpClients() {}

    /**
     * How to reach a server.
     *
     * @param tls the TLS settings; null if the server is not reached over TLS
     * @param proxy null to connect directly
     * @param sendsRequestsToProxy whether the proxy gets the requests, with absolute URLs (RFC 9112, section 3.2.2), and
     *     not a tunnel
     * @param listener follows the connection attempts
     */
    public record Route(
            ServerAddress server,
            @Nullable ClientTls tls,
            @Nullable ProxyDialer proxy,
            boolean sendsRequestsToProxy,
            Duration connectTimeout,
            DialListener listener) {}

    /**
     * Creates a client that follows no redirects.
     *
     * @param threads runs the requests
     * @param interceptor sees the requests as the caller makes them
     * @param networkInterceptors see the exchanges as they are on the wire
     * @param listener is notified of the progress of each request
     */
    public static OkHttpClient create(
            Route route,
            ExecutorService threads,
            Interceptor interceptor,
            List<Interceptor> networkInterceptors,
            EventListener listener) {
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(threads))
                .eventListener(listener)
                .addInterceptor(interceptor)
                .addInterceptor(new ReusedConnections.Retry())
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(route.connectTimeout())
                // A poll is silent until the next heartbeat; a dead connection is detected by the missing heartbeat.
                .readTimeout(0, TimeUnit.MILLISECONDS)
                .writeTimeout(0, TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .followSslRedirects(false);
        useRoute(client, route);
        client.addNetworkInterceptor(new ReusedConnections().check());
        networkInterceptors.forEach(client::addNetworkInterceptor);
        useTls(client, route.tls());
        return client.build();
    }

    private static void useRoute(OkHttpClient.Builder client, Route route) {
        ProxyDialer dialer = route.proxy();
        if (dialer == null) {
            // The proxy is chosen by the route only, not by the JVM's system properties.
            client.proxy(Proxy.NO_PROXY)
                    .socketFactory(new LazySocketFactory(() -> new ProgressSocket(route.server(), route.listener())));
        } else if (route.sendsRequestsToProxy()) {
            ProxyAddress proxy = dialer.proxy();
            client.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                    .dns(NO_LOOKUP)
                    .socketFactory(new LazySocketFactory(
                            () -> new ProxiedSocket((server, cancellation) -> dialer.dialProxy(cancellation))));
            proxy.credentials()
                    // First, so that the other network interceptors see the header.
                    .ifPresent(credentials -> client.addNetworkInterceptor(chain -> chain.proceed(chain.request()
                            .newBuilder()
                            .header("Proxy-Authorization", credentials.basic())
                            .build())));
        } else {
            client.proxy(Proxy.NO_PROXY)
                    .dns(NO_LOOKUP)
                    .socketFactory(new LazySocketFactory(() -> new ProxiedSocket((server, cancellation) ->
                            dialer.dial(server.getHostString(), server.getPort(), cancellation))));
        }
    }

    private static void useTls(OkHttpClient.Builder client, @Nullable ClientTls tls) {
        if (tls == null) {
            // Other settings would read the system's trust store, which a plain connection does not need.
            client.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
            return;
        }
        // The trust manager checks the host name of the certificate.
        HostnameVerifier acceptAll = (host, session) -> true;
        client.connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                .hostnameVerifier(acceptAll)
                .sslSocketFactory(tls.sockets(), tls.trust());
    }
}
