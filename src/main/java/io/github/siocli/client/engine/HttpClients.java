package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Transport;
import io.github.siocli.net.cookie.Cookies;
import io.github.siocli.net.http.ContentDecoding;
import io.github.siocli.net.http.LazySocketFactory;
import io.github.siocli.net.http.ReusedConnections;
import io.github.siocli.net.proxy.ProxyDialer;
import io.github.siocli.net.tls.ClientTls;
import java.net.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HostnameVerifier;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Sets the HTTP client up. */
public final class HttpClients {

    private static final int IDLE_CONNECTIONS = 4;
    /**
     * Servers close idle connections (Node after 5 s), and a POST on one that is being closed is lost: it must not be
     * repeated, as the server may have taken it. OkHttp itself looks only after 10 s.
     */
    private static final long IDLE_SECONDS = 1;

    private HttpClients() {}

    /** The same client, connections and threads without anything in between but what sees the wire and finds connections. */
    public static OkHttpClient bare(OkHttpClient client) {
        OkHttpClient.Builder bare = client.newBuilder();
        bare.interceptors().removeIf(each -> !(each instanceof ReusedConnections.Retry));
        return bare.build();
    }

    /**
     * A client.
     *
     * @param trace sees the exchanges as they are on the wire
     * @param networkWait measures the reading from the network
     * @param listener is told how far each request has come
     */
    public static OkHttpClient create(
            ConnectOptions options,
            Optional<ClientTls> tls,
            Optional<ProxyDialer> proxy,
            ConnectProgress progress,
            Cookies cookies,
            List<Interceptor> interceptors,
            Interceptor trace,
            Interceptor networkWait,
            EventListener listener) {
        OkHttpClient direct =
                direct(options, tls, progress, cookies, interceptors, List.of(trace, networkWait), listener);
        if (proxy.isEmpty()) {
            return direct;
        }
        return options.asksProxy(Transport.POLLING)
                ? ProxiedClients.asking(direct, proxy.get())
                : ProxiedClients.tunnelling(direct, proxy.get());
    }

    private static OkHttpClient direct(
            ConnectOptions options,
            Optional<ClientTls> tls,
            ConnectProgress progress,
            Cookies cookies,
            List<Interceptor> interceptors,
            List<Interceptor> nearNetwork,
            EventListener listener) {
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(SessionThreads.unlimited("sio-http")))
                // What the JVM takes for the system's proxies is not what the user said.
                .proxy(Proxy.NO_PROXY)
                .eventListener(listener)
                .addNetworkInterceptor(new ReusedConnections().check())
                .addNetworkInterceptor(cookies)
                .addNetworkInterceptor(new ContentDecoding())
                .socketFactory(new LazySocketFactory(() -> new ProgressSocket(options.server(), progress)))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(options.connectTimeout())
                // A poll is silent for as long as a heartbeat takes; a dead link shows by the missing heartbeat.
                .readTimeout(0, TimeUnit.MILLISECONDS)
                .writeTimeout(0, TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .followSslRedirects(false);
        interceptors.forEach(client::addInterceptor);
        client.addInterceptor(new ReusedConnections.Retry());
        nearNetwork.forEach(client::addNetworkInterceptor);
        if (tls.isEmpty()) {
            // Anything else reads the system's trust store, which a plain connection does not need.
            return client.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)).build();
        }
        // The sockets themselves check whom the certificate is for.
        HostnameVerifier any = (host, session) -> true;
        client.hostnameVerifier(any);
        return client.connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                .sslSocketFactory(tls.get().sockets(), tls.get().trust())
                .build();
    }
}
