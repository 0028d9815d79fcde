package io.github.siocli.client.engine;

import java.util.Optional;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** Makes websockets that are translated if the server speaks Engine.IO 3. */
final class SocketTranslation implements WebSocket.Factory {

    private final ProtocolDetector negotiation;
    private final WebSocket.Factory wire;

    SocketTranslation(ProtocolDetector negotiation, WebSocket.Factory wire) {
        this.negotiation = negotiation;
        this.wire = wire;
    }

    @Override
    public WebSocket newWebSocket(Request request, WebSocketListener listener) {
        if (request.url().queryParameter("sid") != null) {
            Optional<ProtocolDetector.Open> open = negotiation.session(request.url());
            return open.isPresent()
                    ? new UpgradingSocket(open.get(), listener).start(wire, ProtocolDetector.inEio3(request))
                    : wire.newWebSocket(request, listener);
        }
        if (negotiation.forced().orElse(3) == 4) {
            negotiation.notEio3();
            return wire.newWebSocket(request, listener);
        }
        return new DetectingSocket(negotiation, wire, request, listener).start();
    }
}
