package io.github.siocli.net.engineio;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** Websockets without a network: the test acts as the server. */
final class FakeWebSockets implements WebSocket.Factory {

    /** One websocket, as the server sees it. */
    static final class Socket implements WebSocket {
        final Request request;
        final WebSocketListener client;
        final List<Object> received = new CopyOnWriteArrayList<>();
        boolean isEnded;

        private Socket(Request request, WebSocketListener client) {
            this.request = request;
            this.client = client;
        }

        void accept() {
            client.onOpen(this, response(101, ""));
        }

        void refuse(int status, String body) {
            client.onFailure(this, new java.net.ProtocolException("refused"), response(status, body));
        }

        void sendToClient(String frame) {
            client.onMessage(this, frame);
        }

        private Response response(int status, String body) {
            return new Response.Builder()
                    .request(request)
                    .protocol(Protocol.HTTP_1_1)
                    .code(status)
                    .message("")
                    .body(ResponseBody.create(body, null))
                    .build();
        }

        @Override
        public Request request() {
            return request;
        }

        @Override
        public long queueSize() {
            return 0;
        }

        @Override
        public boolean send(String text) {
            return record(text);
        }

        @Override
        public boolean send(ByteString bytes) {
            return record(bytes);
        }

        private synchronized boolean record(Object frame) {
            notifyAll();
            return received.add(frame);
        }

        /** Waits until a number of frames are received, for at most ten seconds. */
        synchronized void awaitReceived(int count) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            for (long rest = 10_000;
                    received.size() < count && rest > 0;
                    rest = (end - System.nanoTime()) / 1_000_000) {
                wait(rest);
            }
        }

        @Override
        public boolean close(int code, String reason) {
            isEnded = true;
            return true;
        }

        @Override
        public void cancel() {
            isEnded = true;
        }
    }

    final List<Socket> sockets = new ArrayList<>();

    @Override
    public WebSocket newWebSocket(Request request, WebSocketListener listener) {
        Socket socket = new Socket(request, listener);
        sockets.add(socket);
        return socket;
    }
}
