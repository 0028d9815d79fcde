package io.github.siocli.net.trace;

import io.github.siocli.event.TraceEvent;
import io.github.siocli.event.TraceEvent.Direction;
import io.github.siocli.event.TraceEvent.Level;
import io.github.siocli.net.websocket.FrameObserver;
import io.github.siocli.net.websocket.Opcode;
import java.nio.charset.StandardCharsets;

/** Traces one websocket: its opening handshake, its messages and its control frames. */
public final class FrameTrace implements FrameObserver {

    private static final int STATUS_BEGINS = 9;
    private static final int STATUS_ENDS = 12;

    private final Tracer tracer;
    private int exchange;

    FrameTrace(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Returns the number of this websocket, which is assigned at the first traced event. */
    private synchronized int exchange() {
        if (exchange == 0) {
            exchange = tracer.nextExchange();
        }
        return exchange;
    }

    @Override
    public void request(String head) {
        if (tracer.isOn()) {
            tracer.requestHead(exchange(), normalizeLineEnds(head));
        }
    }

    @Override
    public void response(String head) {
        if (tracer.isOn()) {
            int status = Integer.parseInt(head.substring(STATUS_BEGINS, STATUS_ENDS));
            tracer.responseHead(exchange(), status, normalizeLineEnds(head));
        }
    }

    private static String normalizeLineEnds(String head) {
        return head.replace("\r\n", "\n").stripTrailing();
    }

    @Override
    public void body(byte[] bytes) {
        if (tracer.isOn()) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            tracer.body(Direction.IN, exchange(), bytes.length, text);
        }
    }

    @Override
    public void received(Opcode opcode, byte[] payload) {
        if (tracer.isOn()) {
            traceMessage(Direction.IN, opcode, payload);
        }
    }

    @Override
    public void sent(Opcode opcode, byte[] payload) {
        if (tracer.isOn()) {
            traceMessage(Direction.OUT, opcode, payload);
        }
    }

    private void traceMessage(Direction direction, Opcode opcode, byte[] payload) {
        switch (opcode) {
            case TEXT -> tracer.packet(direction, exchange(), new String(payload, StandardCharsets.UTF_8));
            case BINARY -> tracer.packet(direction, exchange(), payload);
            case PING, PONG ->
                tracer.frame(
                        direction, exchange(), new TraceEvent.WebSocketPing(opcode == Opcode.PONG, payload.length));
            default -> {
                // Close frames are traced in close().
            }
        }
    }

    @Override
    public void close(FrameDirection direction, int code, String reason) {
        if (tracer.isOn()) {
            Direction way = direction == FrameDirection.IN ? Direction.IN : Direction.OUT;
            tracer.frame(way, exchange(), new TraceEvent.WebSocketClose(code, reason));
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (tracer.isOn()) {
            tracer.failed(Level.EIO, exchange(), cause);
        }
    }
}
