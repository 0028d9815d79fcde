package io.github.siocli.client;

import io.github.siocli.client.engine.DeliveryTracker;
import io.github.siocli.client.engine.EngineState;
import io.github.siocli.client.engine.MessageReceiver;
import io.github.siocli.event.Attachment;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.LifecycleEvent.PacketRejected;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketFault;
import io.github.siocli.protocol.socketio.PacketParser;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes incoming messages in the order of the wire and passes each packet to its handler.
 *
 * <p>The packets are read here and not in the client library, which would lose the order of keys and the digits of
 * numbers, and would queue unprocessed packets without limit.
 */
public final class PacketDispatcher implements MessageReceiver {

    private final EventSink sink;
    private final AckTracker acks;
    private final DeliveryTracker deliveryTracker;
    private final Namespaces namespaces;
    private final EngineState engine;
    private final Clock clock;
    private final PacketParser parser;
    private final UnjoinedPackets unjoined = new UnjoinedPackets();
    private volatile boolean isResetPending;

    /** Creates the dispatcher of a session. */
    public PacketDispatcher(
            EventSink sink,
            AckTracker acks,
            DeliveryTracker deliveryTracker,
            Namespaces namespaces,
            EngineState engine,
            PacketParser parser,
            Clock clock) {
        this.sink = sink;
        this.acks = acks;
        this.deliveryTracker = deliveryTracker;
        this.namespaces = namespaces;
        this.engine = engine;
        this.parser = parser;
        this.clock = clock;
    }

    @Override
    public synchronized void receiveText(String frame) {
        resetIfPending();
        try {
            Optional<Packet> packet = parser.decodeText(frame, 1);
            reportFaults();
            packet.ifPresent(this::dispatchDecoded);
        } catch (PacketSyntaxException e) {
            if (parser.isForeignText(frame, 1) && namespaces.handleForeignMessage()) {
                return;
            }
            reportFaults();
            sink.accept(new PacketRejected(clock.instant(), frame.substring(1), e.getMessage()));
        }
    }

    @Override
    public synchronized void receiveBinary(byte[] bytes) {
        resetIfPending();
        try {
            Optional<Packet> packet = parser.decodeBinary(bytes);
            reportFaults();
            packet.ifPresent(this::dispatchDecoded);
        } catch (PacketSyntaxException e) {
            if (parser.isBinaryForeign() && namespaces.handleForeignMessage()) {
                return;
            }
            Attachment message = new Attachment(bytes);
            sink.accept(new PacketRejected(clock.instant(), "<" + message + ">", e.getMessage(), List.of(message)));
        }
    }

    @Override
    public synchronized void connectionEnded() {
        parser.reset();
        reportFaults();
    }

    private void reportFaults() {
        for (PacketFault fault : parser.takeFaults()) {
            sink.accept(new PacketRejected(clock.instant(), fault.packet(), fault.problem(), fault.attachments()));
        }
    }

    @Override
    public synchronized void reportInvalidPacket(String packet, String problem) {
        sink.accept(new PacketRejected(clock.instant(), packet, problem));
    }

    /** Resets only with the next message: another thread may still be delivering packets of the previous connection. */
    @Override
    public void resetBeforeNextMessage() {
        isResetPending = true;
    }

    private void resetIfPending() {
        if (isResetPending) {
            isResetPending = false;
            connectionEnded();
        }
    }

    private void dispatchDecoded(Packet packet) {
        engine.packetReceived();
        if (packet instanceof Packet.Event || packet instanceof Packet.Ack) {
            if (namespaces.handleData(packet.nsp())) {
                dispatch(packet);
            } else {
                reportUnjoined(packet);
            }
            return;
        }
        namespaces.handleControlPacket(packet).ifPresent(this::reportUnjoined);
    }

    private void reportUnjoined(Packet packet) {
        boolean isEio3 = engine.handshake().server().eio() == 3;
        sink.accept(unjoined.count(packet, isEio3, clock.instant()));
    }

    /** Returns the number of packets that came in for namespaces that are not joined, by namespace. */
    Map<String, Long> unjoinedCounts() {
        return unjoined.counts();
    }

    private void dispatch(Packet packet) {
        if (packet instanceof Packet.Event event) {
            namespaces.recoveries().toEvent(event, clock.instant()).ifPresent(sink::accept);
        } else if (packet instanceof Packet.Ack ack) {
            deliveryTracker.handleAck(ack.nsp(), ack.id());
            sink.accept(new AckReceived(
                    clock.instant(), ack.nsp(), ack.id(), ack.args(), acks.handleAck(ack.nsp(), ack.id())));
        }
    }
}
