package io.github.siocli.net.trace;

import io.github.siocli.event.TraceEvent.Direction;

/** Reports the packets of one payload to a tracer. */
record PayloadTrace(Tracer tracer, Direction direction, int exchange) implements PayloadSplitter.PacketReceiver {

    @Override
    public void text(String packet) {
        tracer.packet(direction, exchange, packet);
    }

    @Override
    public void binary(byte[] packet) {
        tracer.packet(direction, exchange, packet);
    }
}
