package io.github.siocli.net.websocket;

import java.nio.charset.StandardCharsets;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/**
 * A listener that receives messages as the bytes that came, without a copy. {@link ClientWebSocket} and the websockets
 * that forward to others pass messages on in this form; the receiver owns the array. Text is valid UTF-8.
 */
public abstract class BytesListener extends WebSocketListener {

    /** Returns a listener that receives bytes; one that passes them on as characters if it is not one already. */
    public static BytesListener of(WebSocketListener listener) {
        return listener instanceof BytesListener bytes ? bytes : new ForwardingListener(listener);
    }

    /** Called for a text message. */
    public abstract void onText(WebSocket from, byte[] utf8);

    /** Called for a binary message. */
    public abstract void onBinary(WebSocket from, byte[] bytes);

    @Override
    public final void onMessage(WebSocket from, String text) {
        onText(from, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public final void onMessage(WebSocket from, ByteString bytes) {
        onBinary(from, bytes.toByteArray());
    }
}
