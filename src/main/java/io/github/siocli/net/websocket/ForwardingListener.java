package io.github.siocli.net.websocket;

import java.nio.charset.StandardCharsets;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A listener that passes everything on to another one, which may be one of the library. A subclass overrides what it
 * observes.
 */
public class ForwardingListener extends BytesListener {

    private final WebSocketListener listener;

    /** Creates a listener that passes everything on to the given one. */
    protected ForwardingListener(WebSocketListener listener) {
        this.listener = listener;
    }

    /** Returns the websocket that the other listener is shown; this one returns that of the event. */
    protected WebSocket shown(WebSocket from) {
        return from;
    }

    @Override
    public void onOpen(WebSocket from, Response response) {
        listener.onOpen(shown(from), response);
    }

    @Override
    public void onText(WebSocket from, byte[] utf8) {
        if (listener instanceof BytesListener bytesListener) {
            bytesListener.onText(shown(from), utf8);
        } else {
            listener.onMessage(shown(from), new String(utf8, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void onBinary(WebSocket from, byte[] bytes) {
        if (listener instanceof BytesListener bytesListener) {
            bytesListener.onBinary(shown(from), bytes);
        } else {
            listener.onMessage(shown(from), ByteString.of(bytes));
        }
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
        listener.onClosing(shown(from), code, reason);
    }

    @Override
    public void onClosed(WebSocket from, int code, String reason) {
        listener.onClosed(shown(from), code, reason);
    }

    @Override
    public void onFailure(WebSocket from, Throwable error, @Nullable Response response) {
        listener.onFailure(shown(from), error, response);
    }
}
