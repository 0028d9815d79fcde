package io.github.siocli.server.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.Generation;
import io.github.siocli.protocol.engineio.PayloadFraming;
import io.github.siocli.protocol.engineio.PayloadWriter;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** HTTP long-polling: frames wait for a GET, and a GET waits for frames. */
final class PollingTransport implements EngineTransport {

    private final EngineSession session;
    /** The GET that waits for frames; null if there is none. */
    private @Nullable HttpExchange waiting;

    private boolean base64;

    PollingTransport(EngineSession session) {
        this.session = session;
    }

    /** Accepts a GET, which is answered as soon as there are frames. */
    void poll(HttpExchange exchange) {
        waiting = exchange;
        base64 = session.handshake().wantsBase64() || exchange.request().query().containsKey("b64");
        exchange.onCancelled(() -> {
            waiting = null;
            session.connectionLost(CloseReason.TRANSPORT_ERROR);
        });
    }

    @Override
    public Transport transport() {
        return Transport.POLLING;
    }

    @Override
    public boolean isWritable() {
        return waiting != null;
    }

    @Override
    public void write(List<EngineFrame> frames) {
        HttpExchange exchange = Objects.requireNonNull(waiting);
        waiting = null;
        if (session.handshake().generation() == Generation.EIO4) {
            respondText(exchange, PayloadFraming.SEPARATED, frames);
        } else if (!base64 && frames.stream().anyMatch(EngineFrame.Binary.class::isInstance)) {
            exchange.respond(
                    HttpResponseStatus.OK,
                    "application/octet-stream",
                    PayloadWriter.write(PayloadFraming.BINARY, frames));
        } else {
            respondText(exchange, PayloadFraming.COUNTED, frames);
        }
    }

    private static void respondText(HttpExchange exchange, PayloadFraming framing, List<EngineFrame> frames) {
        exchange.respond(HttpResponseStatus.OK, "text/plain; charset=UTF-8", PayloadWriter.write(framing, frames));
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void close(int code) {
        // The connection belongs to the client and may serve other sessions.
    }

    @Override
    public void cut() {
        if (waiting != null) {
            waiting.cut();
        }
        waiting = null;
    }
}
