package io.github.siocli.client;

import io.github.siocli.client.diagnosis.ConnectReply;
import io.github.siocli.client.engine.DeliveryTracker;
import io.github.siocli.client.engine.EngineSession;
import io.github.siocli.client.engine.LibraryView;
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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Decodes incoming messages in the order of the wire and passes each packet to the part of the session that handles it.
 *
 * <p>The packets are read here and not in the client library, which sees only a {@link LibraryView} of them.
 */
public final class PacketDispatcher implements MessageReceiver {

    private final EventSink sink;
    private final AckTracker acks;
    private final DeliveryTracker reception;
    private final Namespaces namespaces;
    private final RecoveryStates recoveries;
    private final EngineSession engine;
    private final Clock clock;
    private final BooleanSupplier isEio3;
    private final Consumer<String> onOtherGeneration;
    private final PacketParser parser;
    private final UnjoinedPackets unjoined = new UnjoinedPackets();
    private volatile boolean isNew;

    /**
     * Creates the dispatcher of a session.
     *
     * @param isEio3 returns true if the server is known to speak Engine.IO 3
     * @param onOtherGeneration receives a description of a packet that a server of Socket.IO protocol 5 does not send
     */
    public PacketDispatcher(
            EventSink sink,
            AckTracker acks,
            DeliveryTracker reception,
            Namespaces namespaces,
            RecoveryStates recoveries,
            EngineSession engine,
            PacketParser parser,
            Clock clock,
            BooleanSupplier isEio3,
            Consumer<String> onOtherGeneration) {
        this.sink = sink;
        this.acks = acks;
        this.reception = reception;
        this.namespaces = namespaces;
        this.recoveries = recoveries;
        this.engine = engine;
        this.parser = parser;
        this.clock = clock;
        this.isEio3 = isEio3;
        this.onOtherGeneration = onOtherGeneration;
    }

    @Override
    public synchronized Optional<String> text(String frame) {
        resetIfNew();
        try {
            Optional<Packet> packet = parser.text(frame, 1);
            reportFaults();
            return dispatched(packet);
        } catch (PacketSyntaxException e) {
            reportFaults();
            sink.accept(new PacketRejected(clock.instant(), frame.substring(1), e.getMessage()));
            return Optional.empty();
        }
    }

    @Override
    public synchronized Optional<String> binary(byte[] bytes) {
        resetIfNew();
        try {
            Optional<Packet> packet = parser.binary(bytes);
            reportFaults();
            return dispatched(packet);
        } catch (PacketSyntaxException e) {
            Attachment message = new Attachment(bytes);
            sink.accept(new PacketRejected(clock.instant(), "<" + message + ">", e.getMessage(), List.of(message)));
            return Optional.empty();
        }
    }

    @Override
    public synchronized void ended() {
        parser.reset();
        reportFaults();
    }

    private void reportFaults() {
        for (PacketFault fault : parser.takeFaults()) {
            sink.accept(new PacketRejected(clock.instant(), fault.packet(), fault.problem(), fault.attachments()));
        }
    }

    @Override
    public synchronized void rejected(String packet, String problem) {
        sink.accept(new PacketRejected(clock.instant(), packet, problem));
    }

    /** Resets only with the next message: another thread may still be delivering packets of the previous connection. */
    @Override
    public void restart() {
        isNew = true;
    }

    private void resetIfNew() {
        if (isNew) {
            isNew = false;
            ended();
        }
    }

    private Optional<String> dispatched(Optional<Packet> read) {
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Packet packet = read.get();
        engine.receivedPacket();
        boolean isData = packet instanceof Packet.Event || packet instanceof Packet.Ack;
        if (!(isData ? namespaces.received(packet.nsp()) : namespaces.isKnown(packet.nsp()))) {
            sink.accept(unjoined.count(packet, isEio3.getAsBoolean(), clock.instant()));
            return Optional.empty();
        }
        dispatch(packet);
        return LibraryView.of(packet);
    }

    /** Returns the number of packets that came in for namespaces that are not joined, by namespace. */
    Map<String, Long> unjoined() {
        return unjoined.counts();
    }

    private void connected(Packet.Connect packet) {
        Optional<String> sid = ConnectReply.sid(packet);
        if (sid.isPresent()) {
            namespaces.connected(packet.nsp(), sid.get(), ConnectReply.pid(packet));
        } else {
            onOtherGeneration.accept("it connected " + packet.nsp() + " without a sid");
        }
    }

    private void dispatch(Packet packet) {
        if (packet instanceof Packet.Event event) {
            recoveries.received(event, clock.instant()).ifPresent(sink::accept);
        } else if (packet instanceof Packet.Ack ack) {
            reception.answered(ack.nsp(), ack.id());
            sink.accept(new AckReceived(
                    clock.instant(), ack.nsp(), ack.id(), ack.args(), acks.answered(ack.nsp(), ack.id())));
        } else if (packet instanceof Packet.Connect connect) {
            connected(connect);
        } else if (packet instanceof Packet.ConnectError error) {
            namespaces.refused(error);
        } else if (packet instanceof Packet.Disconnect disconnect) {
            reception.ended(disconnect.nsp());
            namespaces.disconnectedByServer(disconnect);
        }
    }
}
