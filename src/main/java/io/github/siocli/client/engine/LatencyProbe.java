package io.github.siocli.client.engine;

import io.github.siocli.net.http.HttpCalls;
import io.github.siocli.net.websocket.WebSocketClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Measures the way to the server and back, without any effect on the application: over an open websocket by a ping of
 * RFC 6455, else by asking for a session that does not exist, which Engine.IO refuses at once. (An Engine.IO ping of ours
 * would make it close the session.)
 */
public final class LatencyProbe {

    private static final String NO_SESSION = "sio-ping";

    private final ExecutorService pinger = SessionThreads.single("sio-pinger");
    private final WebSocketClient websockets;
    private final HttpCalls http;
    private final RequestDecorator wishes;
    private final String engineUrl;

    /**
     * A measure that uses the connections of a session.
     *
     * @param wishes go into the request
     * @param engineUrl the URL of the Engine.IO endpoint
     */
    public LatencyProbe(WebSocketClient websockets, HttpCalls http, RequestDecorator wishes, String engineUrl) {
        this.websockets = websockets;
        this.http = http;
        this.wishes = wishes;
        this.engineUrl = engineUrl;
    }

    private HttpUrl url() {
        return HttpUrl.get(engineUrl)
                .newBuilder()
                .addQueryParameter("EIO", "4")
                .addQueryParameter("transport", "polling")
                .addQueryParameter("sid", NO_SESSION)
                .build();
    }

    /**
     * Waits for one round trip.
     *
     * @return the time from sending to the answer, without that for a new connection; empty where no answer came in time,
     *     or one of a proxy that did not reach the server
     */
    public Optional<Duration> measure(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            Optional<Duration> pinged = websockets.ping(timeout);
            long left = end - System.nanoTime();
            // There is time left where no websocket is open.
            return pinged.isPresent() || left <= 0 ? pinged : request(Duration.ofNanos(left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Waits for the answer to a ping over an open websocket, and not at all where none is open. It does not wait longer where
     * the server takes nothing any more, which holds up who writes.
     *
     * @return whether the answer came in time
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

    private Optional<Duration> request(Duration timeout) {
        AtomicLong sent = new AtomicLong();
        AtomicLong answered = new AtomicLong();
        EventListener watch = new EventListener() {
            @Override
            public void requestHeadersStart(Call call) {
                sent.set(System.nanoTime());
            }

            @Override
            public void responseHeadersEnd(Call call, Response response) {
                answered.set(System.nanoTime());
            }
        };
        // The tap would take the refusal for a failure of the session.
        OkHttpClient.Builder once = HttpClients.bare(http.client())
                .newBuilder()
                .callTimeout(timeout)
                .eventListener(watch);
        try (Response response = once.build()
                .newCall(wishes.in(new Request.Builder().url(url()).build()))
                .execute()) {
            return response.code() < 500
                    ? Optional.of(Duration.ofNanos(answered.get() - sent.get()))
                    : Optional.empty();
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }
}
