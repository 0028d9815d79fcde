package io.github.siocli.client.engine;

import io.github.siocli.protocol.engineio.EnginePacket;
import java.io.IOException;
import java.util.List;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The websocket that an Engine.IO 3 session upgrades to. Between the answer to the probe and the upgrade no packet of
 * our own is sent, because a server would take it for the end of the probe.
 */
final class UpgradingSocket extends WebSocketListener implements WebSocket {

    private static final String PROBE_ANSWER = EnginePacket.PONG + "probe";
    /**
     * Longest time to wait for a running POST, which must precede the upgrade; a server that does not answer it does
     * not block the upgrade.
     */
    private static final long POST_MILLIS = 1000;

    private final Eio3Session session;
    /** Null if the session was opened over websocket. */
    private final @Nullable PollingState polling;

    private final WebSocketListener listener;
    private final SocketFrames frames;
    private volatile WebSocket socket;
    private volatile boolean isUpgraded;
    private volatile boolean isEnded;

    UpgradingSocket(ProtocolDetector.OpenEio3Session open, WebSocketListener listener) {
        this.session = open.session();
        this.polling = open.polling().orElse(null);
        this.listener = listener;
        this.frames = new SocketFrames(session, this, listener);
    }

    WebSocket start(WebSocket.Factory wire, Request request) {
        socket = wire.newWebSocket(request, this);
        return this;
    }

    @Override
    public void onOpen(WebSocket from, Response response) {
        socket = from;
        listener.onOpen(this, response);
    }

    @Override
    public void onMessage(WebSocket from, String frame) {
        if (frame.equals(PROBE_ANSWER)) {
            session.pausePings();
        }
        try {
            frames.receive(frame);
        } catch (IOException e) {
            fail(from, e);
        }
    }

    @Override
    public void onMessage(WebSocket from, ByteString bytes) {
        try {
            frames.receive(bytes);
        } catch (IOException e) {
            fail(from, e);
        }
    }

    private void fail(WebSocket from, IOException e) {
        onFailure(from, e, null);
        isEnded = true;
        from.cancel();
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
        listener.onClosing(this, code, reason);
    }

    @Override
    public void onClosed(WebSocket from, int code, String reason) {
        if (!isEnded) {
            ended();
            listener.onClosed(this, code, reason);
        }
    }

    @Override
    public void onFailure(WebSocket from, Throwable error, Response response) {
        if (!isEnded) {
            ended();
            listener.onFailure(this, error, response);
        }
    }

    private void ended() {
        if (isUpgraded) {
            session.end();
        } else {
            session.resumePings();
        }
    }

    @Override
    public boolean send(String frame) {
        if (frame.charAt(0) != EnginePacket.UPGRADE) {
            return frames.sendFromLibrary(frame, socket);
        }
        isUpgraded = true;
        session.moveToWebsocket(() -> upgrade(frame), new SerialSender(packet -> socket.send(packet)));
        return true;
    }

    private List<String> upgrade(String frame) {
        List<String> unsent = List.of();
        try {
            unsent = polling == null ? unsent : polling.posts().end(POST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.send(frame);
        return unsent;
    }

    @Override
    public boolean send(ByteString bytes) {
        return SocketFrames.sendFromLibrary(bytes, socket);
    }

    @Override
    public Request request() {
        return socket.request();
    }

    @Override
    public long queueSize() {
        return socket.queueSize();
    }

    @Override
    public boolean close(int code, String reason) {
        if (isUpgraded) {
            session.end();
        }
        return socket.close(code, reason);
    }

    @Override
    public void cancel() {
        socket.cancel();
    }
}
