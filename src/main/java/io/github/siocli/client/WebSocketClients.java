package io.github.siocli.client;

import io.github.siocli.client.proxy.ProxyDialer;
import io.github.siocli.client.trace.Tracer;
import io.github.siocli.client.websocket.Dialer;
import io.github.siocli.client.websocket.DirectDialer;
import io.github.siocli.client.websocket.Limits;
import io.github.siocli.client.websocket.NetworkWait;
import io.github.siocli.client.websocket.TlsLayer;
import io.github.siocli.client.websocket.WebSocketClient;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Sets the websocket client up. */
final class WebSocketClients {

    private WebSocketClients() {}

    static WebSocketClient create(
            ConnectOptions options,
            Optional<Tls> tls,
            Optional<ProxyDialer> proxy,
            Progress progress,
            Tracer tracer,
            ScheduledExecutorService scheduler,
            NetworkWait networkWait) {
        Dialer dialer = proxy.isPresent() ? proxy.get() : direct(options, progress);
        return new WebSocketClient(
                dialer,
                new TlsLayer(() -> tls.orElseThrow().sockets()),
                // The deadline of the attempt comes first, and says more.
                Limits.DEFAULT.withHandshake(options.connectTimeout().plusSeconds(1)),
                tracer::websocket,
                scheduler,
                networkWait);
    }

    /** Connects to the host of the options, as URLs of requests have no zone. */
    private static Dialer direct(ConnectOptions options, Progress progress) {
        DirectDialer dialer = new DirectDialer(options.connectTimeout(), progress);
        ServerAddress server = options.server();
        return server.hasZone() ? (host, port, cancellation) -> dialer.dial(server.host(), port, cancellation) : dialer;
    }
}
