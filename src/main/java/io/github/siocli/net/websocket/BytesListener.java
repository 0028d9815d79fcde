package io.github.siocli.net.websocket;

import java.nio.charset.StandardCharsets;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A listener that receives messages as the bytes that came, without a copy. {@link ClientWebSocket} and the websockets
 * that forward to others pass messages on in this form; the receiver owns the array. Text is valid UTF-8.
 */
public abstract class BytesListener extends WebSocketListener {

    /** Returns a listener that receives bytes; one that passes them on as characters if it is not one already. */
    public static BytesListener of(WebSocketListener listener) {
        return listener instanceof BytesListener bytes ? bytes : new Decoding(listener);
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

    /** Passes messages on to a listener of the library. */
    private static final class Decoding extends BytesListener {

        private final WebSocketListener listener;

        private Decoding(WebSocketListener listener) {
            this.listener = listener;
        }

        @Override
        public void onOpen(WebSocket from, Response response) {
            listener.onOpen(from, response);
        }

        @Override
        public void onText(WebSocket from, byte[] utf8) {
            listener.onMessage(from, new String(utf8, StandardCharsets.UTF_8));
        }

        @Override
        public void onBinary(WebSocket from, byte[] bytes) {
            listener.onMessage(from, ByteString.of(bytes));
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
}
