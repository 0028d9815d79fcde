package io.github.siocli.net.cookie;

import io.github.siocli.net.websocket.ForwardingListener;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

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

    private final class StoringListener extends ForwardingListener {

        private StoringListener(WebSocketListener listener) {
            super(listener);
        }

        @Override
        public void onOpen(WebSocket from, Response response) {
            cookies.store(response.request().url(), response.headers());
            super.onOpen(from, response);
        }

        @Override
        public void onFailure(WebSocket from, Throwable error, @Nullable Response response) {
            if (response != null) {
                cookies.store(response.request().url(), response.headers());
            }
            super.onFailure(from, error, response);
        }
    }
}
