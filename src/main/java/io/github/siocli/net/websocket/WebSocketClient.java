package io.github.siocli.net.websocket;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** Creates websockets. Any thread may call. */
public final class WebSocketClient implements WebSocket.Factory {

    private final OpeningHandshake opening;
    private final WebSocketLimits limits;
    private final Supplier<FrameObserver> observers;
    private final ScheduledExecutorService timer;
    /** Null before the first websocket. */
    private volatile @Nullable ClientWebSocket latest;

    /**
     * Creates a client.
     *
     * @param dialer makes TCP connections
     * @param tls used for {@code https} and {@code wss}
     * @param observers supplies one observer for each websocket
     * @param timer runs the timeouts; its tasks are short
     * @param networkWait measures the waits of all readers
     */
    public WebSocketClient(
            Dialer dialer,
            TlsLayer tls,
            WebSocketLimits limits,
            Supplier<FrameObserver> observers,
            ScheduledExecutorService timer,
            NetworkWait networkWait) {
        this.opening = new OpeningHandshake(dialer, tls, limits, timer, networkWait);
        this.limits = limits;
        this.observers = observers;
        this.timer = timer;
    }

    @Override
    public ClientWebSocket newWebSocket(Request request, WebSocketListener listener) {
        ClientWebSocket socket = new ClientWebSocket(request, listener, opening, limits, observers.get(), timer);
        latest = socket;
        socket.start();
        return socket;
    }

    /**
     * Collects the frames that the calling thread sends from now on over the latest websocket.
     *
     * @see ClientWebSocket#gather
     */
    public void gather() {
        ClientWebSocket socket = latest;
        if (socket != null) {
            socket.gather();
        }
    }

    /** Writes the frames collected on the latest websocket. */
    public void flush() {
        ClientWebSocket socket = latest;
        if (socket != null) {
            socket.flush();
        }
    }

    /**
     * Pings the server over the latest websocket.
     *
     * @return the round-trip time; empty if no pong arrives within the timeout, or if that websocket is not open
     * @see ClientWebSocket#ping
     */
    public Optional<Duration> ping(Duration timeout) throws InterruptedException {
        ClientWebSocket socket = latest;
        return socket == null ? Optional.empty() : socket.ping(timeout);
    }
}
