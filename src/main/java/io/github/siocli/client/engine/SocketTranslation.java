package io.github.siocli.client.engine;

import java.util.Optional;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** Makes websockets that are translated if the server speaks Engine.IO 3. */
final class SocketTranslation implements WebSocket.Factory {

    private final ProtocolDetector detector;
    private final WebSocket.Factory wire;

    SocketTranslation(ProtocolDetector detector, WebSocket.Factory wire) {
        this.detector = detector;
        this.wire = wire;
    }

    @Override
    public WebSocket newWebSocket(Request request, WebSocketListener listener) {
        if (request.url().queryParameter("sid") != null) {
            Optional<ProtocolDetector.OpenEio3Session> open = detector.findSession(request.url());
            return open.isPresent()
                    ? new UpgradingSocket(open.get(), listener).start(wire, ProtocolDetector.asEio3Request(request))
                    : wire.newWebSocket(request, listener);
        }
        if (detector.forcedEio().orElse(3) == 4) {
            detector.endEio3Session();
            return wire.newWebSocket(request, listener);
        }
        return new DetectingSocket(detector, wire, request, listener).start();
    }
}
