package io.github.siocli.client;

import io.github.siocli.client.engine.PacketListener;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.EventSink;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Clock;
import java.util.Map;

/** Passes each packet of the connections to its handler. Any thread may call. */
final class PacketDispatcher implements PacketListener {

    private final EventSink sink;
    private final AckTracker acks;
    private final Namespaces namespaces;
    private final SendReporter reporter;
    private final Clock clock;
    private final UnjoinedPackets unjoined = new UnjoinedPackets();

    PacketDispatcher(EventSink sink, AckTracker acks, Namespaces namespaces, SendReporter reporter, Clock clock) {
        this.sink = sink;
        this.acks = acks;
        this.namespaces = namespaces;
        this.reporter = reporter;
        this.clock = clock;
    }

    @Override
    public void received(Packet packet, boolean isEio3) {
        if (packet instanceof Packet.Event || packet instanceof Packet.Ack) {
            if (namespaces.handleData(packet.nsp())) {
                report(packet);
            } else {
                reportUnjoined(packet, isEio3);
            }
            return;
        }
        namespaces.handleControlPacket(packet).ifPresent(rejected -> reportUnjoined(rejected, isEio3));
    }

    @Override
    public boolean receivedForeignMessage() {
        return namespaces.handleForeignMessage();
    }

    @Override
    public void suspectedTooLarge(Packet packet, AckTimedOut.Large payload) {
        if (packet instanceof Packet.Event event && event.id().isPresent()) {
            acks.setLargePacket(event.nsp(), event.id().getAsLong(), payload);
        }
    }

    @Override
    public void written(Packet packet) {
        reporter.written(packet);
        if (packet instanceof Packet.Disconnect left) {
            namespaces.handleDisconnectWritten(left.nsp());
        }
    }

    private void reportUnjoined(Packet packet, boolean isEio3) {
        sink.accept(unjoined.count(packet, isEio3, clock.instant()));
    }

    /** Returns the number of packets that came in for namespaces that are not joined, by namespace. */
    Map<String, Long> unjoinedCounts() {
        return unjoined.counts();
    }

    private void report(Packet packet) {
        if (packet instanceof Packet.Event event) {
            namespaces.toEvent(event, clock.instant()).ifPresent(sink::accept);
        } else if (packet instanceof Packet.Ack ack) {
            sink.accept(new AckReceived(
                    clock.instant(), ack.nsp(), ack.id(), ack.args(), acks.handleAck(ack.nsp(), ack.id())));
        }
    }
}
