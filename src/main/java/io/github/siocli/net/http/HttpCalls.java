package io.github.siocli.net.http;

import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** The HTTP requests of a session. The client for them is made with the first: a session over websocket alone needs none. */
public final class HttpCalls implements Call.Factory {

    private final Supplier<OkHttpClient> maker;
    private OkHttpClient client;

    public HttpCalls(Supplier<OkHttpClient> maker) {
        this.maker = maker;
    }

    @Override
    public Call newCall(Request request) {
        return client().newCall(request);
    }

    public synchronized OkHttpClient client() {
        if (client == null) {
            client = maker.get();
        }
        return client;
    }

    /** Whether a request is on its way, or its answer. */
    public boolean isBusy() {
        return isMade() && client().dispatcher().runningCallsCount() > 0;
    }

    /** Cuts every request that is on its way. */
    public void cancelAll() {
        if (isMade()) {
            client().dispatcher().cancelAll();
        }
    }

    /** Closes connections that are idle. */
    public void forgetConnections() {
        if (isMade()) {
            client().connectionPool().evictAll();
        }
    }

    /**
     * Ends every request and connection. The threads end by themselves: the library may still be about to say goodbye, and
     * where that is refused at once it says it again and again, until its stack is full.
     */
    public void close() {
        if (isMade()) {
            cancelAll();
            forgetConnections();
        }
    }

    private synchronized boolean isMade() {
        return client != null;
    }
}
