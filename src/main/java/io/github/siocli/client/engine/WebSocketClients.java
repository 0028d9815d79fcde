package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.proxy.ProxyDialer;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.trace.Tracer;
import io.github.siocli.net.websocket.Dialer;
import io.github.siocli.net.websocket.DirectDialer;
import io.github.siocli.net.websocket.NetworkWait;
import io.github.siocli.net.websocket.TlsLayer;
import io.github.siocli.net.websocket.WebSocketClient;
import io.github.siocli.net.websocket.WebSocketLimits;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Creates the websocket client of a connection. */
final class WebSocketClients {

    private WebSocketClients() {}

    /**
     * Creates the client of a connection.
     *
     * @param tls the TLS settings; null if the server is not reached over TLS
     * @param proxy null to connect directly
     */
    static WebSocketClient create(
            ConnectOptions options,
            @Nullable ClientTls tls,
            @Nullable ProxyDialer proxy,
            ConnectProgress progress,
            Tracer tracer,
            ScheduledExecutorService scheduler,
            NetworkWait networkWait) {
        Dialer dialer = proxy == null ? direct(options, progress) : proxy;
        return new WebSocketClient(
                dialer,
                // Called only for a server with TLS.
                new TlsLayer(() -> tls.sockets()),
                // Longer than the connect timeout, which reports a better failure.
                WebSocketLimits.DEFAULT.withHandshake(
                        options.network().connectTimeout().plusSeconds(1)),
                tracer::websocket,
                scheduler,
                networkWait);
    }

    /** Connects to the host of the options, because URLs of requests contain no IPv6 zone. */
    private static Dialer direct(ConnectOptions options, ConnectProgress progress) {
        DirectDialer dialer = new DirectDialer(options.network().connectTimeout(), progress);
        ServerAddress server = options.server();
        return server.hasZone() ? (host, port, cancellation) -> dialer.dial(server.host(), port, cancellation) : dialer;
    }
}
