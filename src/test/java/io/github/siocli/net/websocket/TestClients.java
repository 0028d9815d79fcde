package io.github.siocli.net.websocket;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import okhttp3.Request;
import okhttp3.WebSocketListener;

/** Creates websocket clients for tests. */
final class TestClients implements AutoCloseable {

    private static final Duration PLENTY = Duration.ofSeconds(20);
    private static final Duration LITTLE = Duration.ofMillis(300);

    /** A small limit for messages, and generous timeouts. */
    static final WebSocketLimits LIMITS = new WebSocketLimits(1 << 20, PLENTY, PLENTY, PLENTY);

    /** The default limits, with short timeouts for the body of a refusal and the close handshake. */
    static final WebSocketLimits HASTY = new WebSocketLimits(1 << 20, PLENTY, LITTLE, LITTLE);

    static final DialListener DEAF = new DialListener() {

        @Override
        public void connecting(InetSocketAddress address) {}

        @Override
        public void connected() {}
    };

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "test-timer");
        thread.setDaemon(true);
        return thread;
    });
    private final NetworkWait networkWait = new NetworkWait();
    private final WebSocketClient client;

    TestClients() {
        this(LIMITS, FrameObserver.NONE);
    }

    TestClients(WebSocketLimits limits, FrameObserver observer) {
        this(limits, observer, new TlsLayer(() -> {
            throw new AssertionError("TLS for http");
        }));
    }

    TestClients(TlsLayer tls) {
        this(LIMITS, FrameObserver.NONE, tls);
    }

    private TestClients(WebSocketLimits limits, FrameObserver observer, TlsLayer tls) {
        client = new WebSocketClient(
                new DirectDialer(Duration.ofSeconds(5), DEAF), tls, limits, () -> observer, timer, networkWait);
    }

    ClientWebSocket open(String url, WebSocketListener listener) {
        return open(new Request.Builder().url(url).build(), listener);
    }

    ClientWebSocket open(Request request, WebSocketListener listener) {
        return client.newWebSocket(request, listener);
    }

    NetworkWait networkWait() {
        return networkWait;
    }

    WebSocketClient client() {
        return client;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
