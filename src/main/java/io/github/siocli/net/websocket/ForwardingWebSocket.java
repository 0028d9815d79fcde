package io.github.siocli.net.websocket;

import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A websocket that forwards frames and events between its user and another websocket. A subclass overrides what it
 * changes. Any thread may call.
 */
public abstract class ForwardingWebSocket extends ForwardingListener implements BytesSender {

    private final Request request;
    /** Null until the other websocket is created. */
    private volatile @Nullable WebSocket wire;

    private volatile boolean isCancelled;

    /**
     * Creates a websocket that is not started.
     *
     * @param request the request of the user
     * @param listener the listener of the user
     */
    protected ForwardingWebSocket(Request request, WebSocketListener listener) {
        super(listener);
        this.request = request;
    }

    /** Creates the other websocket, which may replace one that has failed. */
    public final void start(WebSocket.Factory factory, Request wireRequest) {
        WebSocket created = factory.newWebSocket(wireRequest, this);
        wire = created;
        if (isCancelled) {
            created.cancel();
        }
    }

    /** Returns true if the user has cancelled this websocket. */
    protected final boolean isCancelled() {
        return isCancelled;
    }

    @Override
    protected final WebSocket shown(WebSocket from) {
        return this;
    }

    @Override
    public void onOpen(WebSocket from, Response response) {
        // The method that creates the other websocket may not have returned yet.
        wire = from;
        super.onOpen(from, response);
    }

    @Override
    public final Request request() {
        return request;
    }

    @Override
    public final long queueSize() {
        WebSocket current = wire;
        return current == null ? 0 : current.queueSize();
    }

    @Override
    public boolean sendText(byte[] utf8) {
        WebSocket current = wire;
        return current != null && BytesSender.sendText(current, utf8);
    }

    @Override
    public boolean send(ByteString bytes) {
        WebSocket current = wire;
        return current != null && current.send(bytes);
    }

    @Override
    public boolean close(int code, @Nullable String reason) {
        WebSocket current = wire;
        return current != null && current.close(code, reason);
    }

    @Override
    public void cancel() {
        isCancelled = true;
        WebSocket current = wire;
        if (current != null) {
            current.cancel();
        }
    }
}
