package io.github.siocli.client;

import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.client.engine.DeliveryTracker;
import io.github.siocli.client.engine.EngineState;
import io.github.siocli.client.engine.InFlightPackets;
import io.github.siocli.client.engine.SendListener;
import io.github.siocli.event.DataEvent.AckSent;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.DropReason;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.LifecycleEvent.EventDropped;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reports packets of the send queue as sent or dropped, and updates the acknowledgements and the delivery state. Any
 * thread may call.
 */
public final class SendReporter implements SendListener {

    private static final int USUAL_MAX_ATTACHMENTS = 10;

    private final EventSink sink;
    private final AckTracker acks;
    private final DeliveryTracker deliveryTracker;
    private final EngineState engine;
    private final PayloadLimit limit;
    private final Clock clock;
    private final Consumer<String> onLeft;

    /**
     * Creates the reporter of a session.
     *
     * @param onLeft receives a namespace when its DISCONNECT is written
     */
    public SendReporter(
            EventSink sink,
            AckTracker acks,
            DeliveryTracker deliveryTracker,
            EngineState engine,
            PayloadLimit limit,
            Clock clock,
            Consumer<String> onLeft) {
        this.sink = sink;
        this.acks = acks;
        this.deliveryTracker = deliveryTracker;
        this.engine = engine;
        this.limit = limit;
        this.clock = clock;
        this.onLeft = onLeft;
    }

    @Override
    public void onPayloadStart(List<Packet> packets, long bytes) {
        limit.beforeWrite(packets, bytes).ifPresent(sink::accept);
        for (Packet packet : packets) {
            if (limit.isSuspect(packet, bytes)
                    && packet instanceof Packet.Event event
                    && event.id().isPresent()) {
                acks.setLargePacket(
                        event.nsp(),
                        event.id().getAsLong(),
                        new AckTimedOut.Large(bytes, engine.handshake().maxPayload()));
            }
        }
    }

    @Override
    public void onPacketStart(InFlightPackets.WrittenPacket started) {
        Packet packet = started.packet();
        if (packet instanceof Packet.Event event) {
            EventName name = event.name();
            int attachments = event.args().attachments().size();
            engine.closeTiming()
                    .packetSent(() -> "event " + name + describeManyAttachments(attachments), started.bytes());
            deliveryTracker.packetSent(packet);
        } else if (packet instanceof Packet.Ack ack) {
            long id = ack.id();
            engine.closeTiming().packetSent(() -> "acknowledgement " + id, started.bytes());
            deliveryTracker.packetSent(packet);
        }
    }

    /**
     * Describes a number of attachments that many servers refuse (socket.io-parser 4.2.6 and newer); empty for fewer.
     */
    private static String describeManyAttachments(int attachments) {
        return attachments > USUAL_MAX_ATTACHMENTS
                ? " with " + attachments + " attachments (many servers take at most " + USUAL_MAX_ATTACHMENTS + ")"
                : "";
    }

    @Override
    public void onPacketWritten(InFlightPackets.WrittenPacket written) {
        engine.packetSent(written.bytes());
        Packet packet = written.packet();
        limit.done(packet);
        if (packet instanceof Packet.Event event) {
            if (event.id().isPresent()) {
                acks.startTimeout(event.nsp(), event.id().getAsLong());
            }
            sink.accept(new EventSent(clock.instant(), event.nsp(), event.name(), event.args(), event.id()));
        } else if (packet instanceof Packet.Ack ack) {
            sink.accept(new AckSent(clock.instant(), ack.nsp(), ack.id(), ack.args()));
        } else if (packet instanceof Packet.Disconnect left) {
            deliveryTracker.disconnectWritten();
            onLeft.accept(left.nsp());
        }
    }

    @Override
    public void onPacketDropped(Packet packet, DropReason reason) {
        limit.done(packet);
        if (packet instanceof Packet.Event event) {
            event.id().ifPresent(id -> acks.cancel(event.nsp(), id));
            sink.accept(new EventDropped(clock.instant(), event.nsp(), event.name(), event.id(), reason));
        }
    }
}
