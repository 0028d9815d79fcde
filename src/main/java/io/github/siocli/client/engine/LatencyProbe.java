package io.github.siocli.client.engine;

import io.github.siocli.concurrent.DaemonThreads;
import io.github.siocli.net.http.HttpCalls;
import io.github.siocli.net.websocket.WebSocketClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Measures the round-trip time to the server without any effect on the application.
 *
 * <p>If a websocket is open it sends a ping of RFC 6455, else it requests a session that does not exist, which
 * Engine.IO refuses at once. (An Engine.IO ping from us would make the server close the session.)
 */
public final class LatencyProbe {

    /** Id of a session that no server has. */
    public static final String UNKNOWN_SID = "sio-ping";

    private final ExecutorService pinger = DaemonThreads.single("sio-pinger");
    private final WebSocketClient websockets;
    private final HttpCalls http;
    private final RequestDecorator decorator;
    private final String engineUrl;

    /**
     * Creates a probe that uses the connections of a session.
     *
     * @param decorator adds the user's settings to the request
     * @param engineUrl the URL of the Engine.IO endpoint
     */
    public LatencyProbe(WebSocketClient websockets, HttpCalls http, RequestDecorator decorator, String engineUrl) {
        this.websockets = websockets;
        this.http = http;
        this.decorator = decorator;
        this.engineUrl = engineUrl;
    }

    private Request request() {
        HttpUrl url = HttpUrl.get(engineUrl)
                .newBuilder()
                .addQueryParameter("EIO", "4")
                .addQueryParameter("transport", "polling")
                .addQueryParameter("sid", UNKNOWN_SID)
                .build();
        return decorator.decorate(new Request.Builder().url(url).build());
    }

    /**
     * Measures one round trip. Blocks until the response or the timeout.
     *
     * @return the time from sending to the response, without the time for a new connection; empty if no response came
     *     in time, or only that of a proxy which did not reach the server
     */
    public Optional<Duration> measure(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            Optional<Duration> pingTime = websockets.ping(timeout);
            long remaining = deadline - System.nanoTime();
            // The ping returns before the timeout if no websocket is open.
            return pingTime.isPresent() || remaining <= 0
                    ? pingTime
                    : http.measureRoundTrip(request(), Duration.ofNanos(remaining));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Sends a ping over an open websocket and waits for the pong. Returns false at once if no websocket is open.
     *
     * <p>The ping is sent on another thread, because writing blocks if the server reads no more data; the timeout
     * covers that too.
     *
     * @return whether the pong came in time
     */
    boolean awaitPong(Duration timeout) {
        try {
            return pinger.submit(() -> websockets.ping(timeout))
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS)
                    .isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException | ExecutionException unanswered) {
            return false;
        }
    }
}
