package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.ContentDecoding;
import io.github.siocli.net.http.LazySocketFactory;
import io.github.siocli.net.http.ReusedConnections;
import io.github.siocli.net.proxy.ProxyDialer;
import io.github.siocli.net.tls.ClientTls;
import java.net.Proxy;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HostnameVerifier;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** Creates the HTTP clients of a session. */
final class HttpClients {

    private static final int IDLE_CONNECTIONS = 4;
    /**
     * Idle time after which a connection is closed. Servers close idle connections (Node after 5 s), and a POST on a
     * connection that is being closed is lost: it must not be repeated, because the server may have processed it.
     * OkHttp itself checks only after 10 s.
     */
    private static final long IDLE_SECONDS = 1;

    private HttpClients() {}

    /**
     * Observers of the requests of a client.
     *
     * @param progress is notified of the progress of connecting
     * @param cookies adds and stores cookies
     * @param trace records the exchanges as they are on the wire
     * @param networkWait measures the time spent waiting for the network
     * @param listener is notified of the progress of each request
     */
    record Observers(
            ConnectProgress progress,
            Interceptor cookies,
            Interceptor trace,
            Interceptor networkWait,
            EventListener listener) {}

    /**
     * Creates the client of a connection.
     *
     * @param tls the TLS settings; null if the server is not reached over TLS
     * @param proxy null to connect directly
     * @param threads runs the requests
     * @param interceptor sees the requests as the library makes them
     */
    static OkHttpClient create(
            ConnectOptions options,
            @Nullable ClientTls tls,
            @Nullable ProxyDialer proxy,
            ExecutorService threads,
            Interceptor interceptor,
            Observers observers) {
        OkHttpClient direct = direct(options, tls, threads, interceptor, observers);
        if (proxy == null) {
            return direct;
        }
        return options.sendsRequestsToProxy(Transport.POLLING)
                ? ProxiedClients.viaRequests(direct, proxy)
                : ProxiedClients.viaTunnel(direct, proxy);
    }

    /** Creates a client without a proxy. The TLS settings are null if the server is not reached over TLS. */
    private static OkHttpClient direct(
            ConnectOptions options,
            @Nullable ClientTls tls,
            ExecutorService threads,
            Interceptor interceptor,
            Observers observers) {
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(threads))
                // The proxy is chosen by the options only, not by the JVM's system properties.
                .proxy(Proxy.NO_PROXY)
                .eventListener(observers.listener())
                .addNetworkInterceptor(new ReusedConnections().check())
                .addNetworkInterceptor(observers.cookies())
                .addNetworkInterceptor(new ContentDecoding())
                .socketFactory(new LazySocketFactory(() -> new ProgressSocket(options.server(), observers.progress())))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(options.network().connectTimeout())
                // A poll is silent until the next heartbeat; a dead connection is detected by the missing heartbeat.
                .readTimeout(0, TimeUnit.MILLISECONDS)
                .writeTimeout(0, TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .followSslRedirects(false);
        client.addInterceptor(interceptor);
        client.addInterceptor(new ReusedConnections.Retry());
        client.addNetworkInterceptor(observers.trace());
        client.addNetworkInterceptor(observers.networkWait());
        if (tls == null) {
            // Other settings would read the system's trust store, which a plain connection does not need.
            return client.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)).build();
        }
        // The sockets check the host name of the certificate themselves.
        HostnameVerifier acceptAll = (host, session) -> true;
        client.hostnameVerifier(acceptAll);
        return client.connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                .sslSocketFactory(tls.sockets(), tls.trust())
                .build();
    }
}
