package io.github.siocli.net.websocket;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** Makes websockets. Any thread may call. */
public final class WebSocketClient implements WebSocket.Factory {

    private final OpeningHandshake opening;
    private final WebSocketLimits limits;
    private final Supplier<FrameObserver> observers;
    private final ScheduledExecutorService timer;
    private volatile Optional<ClientWebSocket> latest = Optional.empty();

    /**
     * A client.
     *
     * @param dialer makes TCP connections
     * @param tls is used for {@code https} and {@code wss}
     * @param observers gives what sees what passes, one for each websocket
     * @param timer ends what takes too long; nothing runs on it for long
     * @param networkWait measures the waits of all its readers
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
        latest = Optional.of(socket);
        socket.start();
        return socket;
    }

    /**
     * The calling thread is about to send more than one frame over the websocket that was made last.
     *
     * @see ClientWebSocket#gather
     */
    public void gather() {
        latest.ifPresent(ClientWebSocket::gather);
    }

    /** It has sent them. */
    public void flush() {
        latest.ifPresent(ClientWebSocket::flush);
    }

    /**
     * Pings the server over the websocket that was made last.
     *
     * @return the time to its pong; empty where there is none within the timeout, or that websocket is not open
     * @see ClientWebSocket#ping
     */
    public Optional<Duration> ping(Duration timeout) throws InterruptedException {
        Optional<ClientWebSocket> socket = latest;
        return socket.isPresent() ? socket.get().ping(timeout) : Optional.empty();
    }
}
