package io.github.siocli.client.engine;

import io.github.siocli.net.http.EnginePath;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** Makes websockets that are retried at the alternative engine path if the server has nothing at the first one. */
public final class EnginePathSockets implements WebSocket.Factory {

    private final WebSocket.Factory wire;
    private final EnginePath path;

    public EnginePathSockets(WebSocket.Factory wire, EnginePath path) {
        this.wire = wire;
        this.path = path;
    }

    @Override
    public WebSocket newWebSocket(Request request, WebSocketListener listener) {
        RetriedSocket socket = new RetriedSocket(request, listener);
        socket.start(request);
        return socket;
    }

    /** The failure of the first attempt. */
    private record FirstFailure(Throwable error, Response response, String otherPath) {}

    private final class RetriedSocket extends WebSocketListener implements WebSocket {

        private final Request request;
        private final WebSocketListener listener;
        private volatile WebSocket socket;
        private volatile boolean isCancelled;
        /** Null until the first attempt has failed and the alternative path is tried. */
        private volatile FirstFailure firstFailure;

        private RetriedSocket(Request request, WebSocketListener listener) {
            this.request = request;
            this.listener = listener;
        }

        private void start(Request attempt) {
            socket = wire.newWebSocket(attempt, this);
            if (isCancelled) {
                socket.cancel();
            }
        }

        @Override
        public void onOpen(WebSocket from, Response response) {
            socket = from;
            FirstFailure failure = firstFailure;
            if (failure != null) {
                path.acceptAlternative(failure.otherPath(), failure.response(), response);
            }
            listener.onOpen(this, response);
        }

        @Override
        public void onFailure(WebSocket from, Throwable error, Response response) {
            FirstFailure failure = firstFailure;
            if (failure != null) {
                if (response == null || path.acceptAlternative(failure.otherPath(), failure.response(), response)) {
                    listener.onFailure(this, error, response);
                } else {
                    listener.onFailure(this, failure.error(), failure.response());
                }
            } else if (response != null && !isCancelled && path.isMissing(response)) {
                String other = path.alternative();
                firstFailure = new FirstFailure(error, response, other);
                start(EnginePath.withPath(other, request));
            } else {
                listener.onFailure(this, error, response);
            }
        }

        @Override
        public void onMessage(WebSocket from, String text) {
            listener.onMessage(this, text);
        }

        @Override
        public void onMessage(WebSocket from, ByteString bytes) {
            listener.onMessage(this, bytes);
        }

        @Override
        public void onClosing(WebSocket from, int code, String reason) {
            listener.onClosing(this, code, reason);
        }

        @Override
        public void onClosed(WebSocket from, int code, String reason) {
            listener.onClosed(this, code, reason);
        }

        @Override
        public Request request() {
            return request;
        }

        @Override
        public long queueSize() {
            return socket.queueSize();
        }

        @Override
        public boolean send(String text) {
            return socket.send(text);
        }

        @Override
        public boolean send(ByteString bytes) {
            return socket.send(bytes);
        }

        @Override
        public boolean close(int code, String reason) {
            return socket.close(code, reason);
        }

        @Override
        public void cancel() {
            isCancelled = true;
            // The field is null while the socket is being created.
            WebSocket current = socket;
            if (current != null) {
                current.cancel();
            }
        }
    }
}
