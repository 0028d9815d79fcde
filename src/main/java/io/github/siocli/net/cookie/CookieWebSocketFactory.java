package io.github.siocli.net.cookie;

import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** Adds the cookies of the session to the requests of websockets, and stores the cookies of their responses. */
public final class CookieWebSocketFactory implements WebSocket.Factory {

    private final WebSocket.Factory wire;
    private final Cookies cookies;

    public CookieWebSocketFactory(WebSocket.Factory wire, Cookies cookies) {
        this.wire = wire;
        this.cookies = cookies;
    }

    @Override
    public WebSocket newWebSocket(Request request, WebSocketListener listener) {
        return wire.newWebSocket(cookies.withCookies(request), new StoringListener(listener));
    }

    private final class StoringListener extends WebSocketListener {

        private final WebSocketListener listener;

        private StoringListener(WebSocketListener listener) {
            this.listener = listener;
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            cookies.store(response.request().url(), response.headers());
            listener.onOpen(socket, response);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable error, Response response) {
            if (response != null) {
                cookies.store(response.request().url(), response.headers());
            }
            listener.onFailure(socket, error, response);
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            listener.onMessage(socket, text);
        }

        @Override
        public void onMessage(WebSocket socket, ByteString bytes) {
            listener.onMessage(socket, bytes);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            listener.onClosing(socket, code, reason);
        }

        @Override
        public void onClosed(WebSocket socket, int code, String reason) {
            listener.onClosed(socket, code, reason);
        }
    }
}
