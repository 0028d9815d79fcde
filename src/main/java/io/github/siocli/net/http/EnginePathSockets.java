package io.github.siocli.net.http;

import io.github.siocli.net.websocket.ForwardingWebSocket;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** Makes websockets that are retried at the alternative engine path if the server has nothing at the first one. */
public final class EnginePathSockets implements WebSocket.Factory {

    private final WebSocket.Factory wire;
    private final EnginePath path;

    /**
     * Creates a factory.
     *
     * @param wire makes the websockets
     */
    public EnginePathSockets(WebSocket.Factory wire, EnginePath path) {
        this.wire = wire;
        this.path = path;
    }

    @Override
    public WebSocket newWebSocket(Request request, WebSocketListener listener) {
        RetriedSocket socket = new RetriedSocket(request, listener);
        socket.start(wire, request);
        return socket;
    }

    /** The failure of the first attempt. */
    private record FirstFailure(Throwable error, Response response, String otherPath) {}

    private final class RetriedSocket extends ForwardingWebSocket {

        /** Null until the first attempt has failed and the alternative path is tried. */
        private volatile @Nullable FirstFailure firstFailure;

        private RetriedSocket(Request request, WebSocketListener listener) {
            super(request, listener);
        }

        @Override
        public void onOpen(WebSocket from, Response response) {
            FirstFailure failure = firstFailure;
            if (failure != null) {
                path.acceptAlternative(failure.otherPath(), failure.response(), response);
            }
            super.onOpen(from, response);
        }

        @Override
        public void onFailure(WebSocket from, Throwable error, @Nullable Response response) {
            FirstFailure failure = firstFailure;
            if (failure != null) {
                if (response == null || path.acceptAlternative(failure.otherPath(), failure.response(), response)) {
                    super.onFailure(from, error, response);
                } else {
                    super.onFailure(from, failure.error(), failure.response());
                }
            } else if (response != null && !isCancelled() && path.isMissing(response)) {
                String other = path.alternative();
                firstFailure = new FirstFailure(error, response, other);
                start(wire, EnginePath.withPath(other, request()));
            } else {
                super.onFailure(from, error, response);
            }
        }
    }
}
