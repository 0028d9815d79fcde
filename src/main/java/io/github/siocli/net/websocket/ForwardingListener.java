package io.github.siocli.net.websocket;

import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** A listener that passes everything on to another one. A subclass overrides what it observes. */
public abstract class ForwardingListener extends BytesListener {

    private final BytesListener listener;

    /** Creates a listener that passes everything on to the given one. */
    protected ForwardingListener(WebSocketListener listener) {
        this.listener = BytesListener.of(listener);
    }

    @Override
    public void onOpen(WebSocket from, Response response) {
        listener.onOpen(from, response);
    }

    @Override
    public void onText(WebSocket from, byte[] utf8) {
        listener.onText(from, utf8);
    }

    @Override
    public void onBinary(WebSocket from, byte[] bytes) {
        listener.onBinary(from, bytes);
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
        listener.onClosing(from, code, reason);
    }

    @Override
    public void onClosed(WebSocket from, int code, String reason) {
        listener.onClosed(from, code, reason);
    }

    @Override
    public void onFailure(WebSocket from, Throwable error, @Nullable Response response) {
        listener.onFailure(from, error, response);
    }
}
