package io.github.siocli.net.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Makes the HTTP requests of a session. The first request creates the client, because a session over websocket alone
 * needs none.
 */
public final class HttpCalls implements Call.Factory {

    private static final int FIRST_SERVER_ERROR = 500;

    private final Supplier<OkHttpClient> factory;
    private OkHttpClient client;

    /**
     * Creates the requests of a session.
     *
     * @param factory creates the client
     */
    public HttpCalls(Supplier<OkHttpClient> factory) {
        this.factory = factory;
    }

    @Override
    public Call newCall(Request request) {
        return client().newCall(request);
    }

    public synchronized OkHttpClient client() {
        if (client == null) {
            client = factory.get();
        }
        return client;
    }

    /**
     * Returns a client with the same connections and threads, but without the application interceptors; only the
     * network interceptors and the retry on stale connections remain.
     */
    public OkHttpClient bareClient() {
        OkHttpClient.Builder bare = client().newBuilder();
        bare.interceptors().removeIf(each -> !(each instanceof ReusedConnections.Retry));
        return bare.build();
    }

    /**
     * Measures one round trip with a request that passes no application interceptor. Blocks until the response or the
     * timeout.
     *
     * @return the time from sending to the response, without the time for a new connection; empty if no response came
     *     in time, or only that of a proxy which did not reach the server
     */
    public Optional<Duration> measureRoundTrip(Request request, Duration timeout) {
        AtomicLong sentNanos = new AtomicLong();
        AtomicLong responseNanos = new AtomicLong();
        EventListener listener = new EventListener() {
            @Override
            public void requestHeadersStart(Call call) {
                sentNanos.set(System.nanoTime());
            }

            @Override
            public void responseHeadersEnd(Call call, Response response) {
                responseNanos.set(System.nanoTime());
            }
        };
        OkHttpClient measured = bareClient()
                .newBuilder()
                .callTimeout(timeout)
                .eventListener(listener)
                .build();
        try (Response response = measured.newCall(request).execute()) {
            return response.code() < FIRST_SERVER_ERROR
                    ? Optional.of(Duration.ofNanos(responseNanos.get() - sentNanos.get()))
                    : Optional.empty();
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }

    /** Returns true while a request waits for its response or reads it. */
    public boolean isBusy() {
        return isCreated() && client().dispatcher().runningCallsCount() > 0;
    }

    /** Cancels all running requests. */
    public void cancelAll() {
        if (isCreated()) {
            client().dispatcher().cancelAll();
        }
    }

    /** Closes idle connections. */
    public void closeIdleConnections() {
        if (isCreated()) {
            client().connectionPool().evictAll();
        }
    }

    /**
     * Cancels all requests and closes all connections. The threads of the client end by themselves. They are not shut
     * down, because the Socket.IO client library may still send its close packet, and if that is rejected at once, it
     * retries recursively until the stack overflows.
     */
    public void close() {
        if (isCreated()) {
            cancelAll();
            closeIdleConnections();
        }
    }

    private synchronized boolean isCreated() {
        return client != null;
    }
}
