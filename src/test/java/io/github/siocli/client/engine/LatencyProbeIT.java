package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.concurrent.DaemonThreads;
import io.github.siocli.event.Transport;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.http.HttpCalls;
import io.github.siocli.net.websocket.DirectDialer;
import io.github.siocli.net.websocket.FrameObserver;
import io.github.siocli.net.websocket.NetworkWait;
import io.github.siocli.net.websocket.TlsLayer;
import io.github.siocli.net.websocket.WebSocketClient;
import io.github.siocli.net.websocket.WebSocketLimits;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.TestOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shows whether a round trip is measured by a websocket ping or a request. */
class LatencyProbeIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ScheduledThreadPoolExecutor timer = DaemonThreads.scheduler();
    private final WebSocketClient websockets = new WebSocketClient(
            new DirectDialer(TIMEOUT, new ConnectProgress()),
            new TlsLayer(() -> {
                throw new AssertionError("TLS for http");
            }),
            WebSocketLimits.DEFAULT,
            () -> FrameObserver.NONE,
            timer,
            new NetworkWait());

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    private LatencyProbe probe(NodeServer server, HttpCalls http) {
        ConnectOptions options = TestOptions.to(server.port(), TIMEOUT, Transport.WEBSOCKET);
        EnginePath path = new EnginePath(options.endpoint().enginePath(), (newPath, previous, why) -> {});
        return new LatencyProbe(
                websockets,
                http,
                new RequestDecorator(options, path),
                options.endpoint().requestUrl());
    }

    @Test
    void pingsOverAnOpenWebsocketWithoutARequest() throws Exception {
        HttpCalls none = new HttpCalls(() -> {
            throw new AssertionError("a request");
        });
        try (NodeServer server = NodeServer.webSocket()) {
            CompletableFuture<Void> opened = new CompletableFuture<>();
            websockets.newWebSocket(
                    new Request.Builder().url(server.url("/silent")).build(), new WebSocketListener() {
                        @Override
                        public void onOpen(WebSocket socket, Response response) {
                            opened.complete(null);
                        }
                    });
            opened.get(10, TimeUnit.SECONDS);
            assertThat(probe(server, none).measure(TIMEOUT))
                    .hasValueSatisfying(time -> assertThat(time).isBetween(Duration.ofNanos(1), TIMEOUT));
        }
    }

    @Test
    void sendsARequestWithoutAWebsocket() {
        HttpCalls http = new HttpCalls(OkHttpClient::new);
        try (NodeServer server = NodeServer.broken("express-404");
                NodeServer down = NodeServer.broken("bad-gateway-502")) {
            assertThat(probe(server, http).measure(TIMEOUT))
                    .hasValueSatisfying(time -> assertThat(time).isBetween(Duration.ofNanos(1), TIMEOUT));
            assertThat(probe(down, http).measure(TIMEOUT)).isEmpty();
        } finally {
            http.close();
        }
    }
}
