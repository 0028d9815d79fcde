package io.github.siocli.client;

import io.github.siocli.event.AckReceived;
import io.github.siocli.event.EventReceived;
import io.github.siocli.event.PacketRejected;
import io.github.siocli.wire.Packet;
import io.github.siocli.wire.PacketDecoder;
import io.github.siocli.wire.PacketSyntaxException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the messages that come in, in the order of the wire, and tells what they say.
 *
 * <p>What was sent to us is taken from here and not from the client library, which sees only a {@link LibraryView} of it.
 */
final class Inbound {

    private final EventSink sink;
    private final Acks acks;
    private final Namespaces namespaces;
    private final EngineSession engine;
    private final Clock clock;
    private final Consumer<String> onOtherGeneration;
    private final PacketDecoder decoder = new PacketDecoder();
    private volatile boolean isNew;

    /**
     * Reads for a session.
     *
     * @param onOtherGeneration called with what was seen, where an answer is not that of Socket.IO protocol 5
     */
    Inbound(
            EventSink sink,
            Acks acks,
            Namespaces namespaces,
            EngineSession engine,
            Clock clock,
            Consumer<String> onOtherGeneration) {
        this.sink = sink;
        this.acks = acks;
        this.namespaces = namespaces;
        this.engine = engine;
        this.clock = clock;
        this.onOtherGeneration = onOtherGeneration;
    }

    /**
     * A text message came in. May block for as long as the sink does.
     *
     * @param frame the Engine.IO packet
     */
    synchronized void text(String frame) {
        resetIfNew();
        try {
            Optional<Packet> packet = decoder.text(frame, 1);
            packet.ifPresent(this::dispatch);
        } catch (PacketSyntaxException e) {
            sink.accept(new PacketRejected(clock.instant(), frame.substring(1), e.getMessage()));
        }
    }

    /** A binary message came in. May block for as long as the sink does. */
    synchronized void binary(byte[] bytes) {
        resetIfNew();
        try {
            Optional<Packet> packet = decoder.binary(bytes);
            packet.ifPresent(this::dispatch);
        } catch (PacketSyntaxException e) {
            sink.accept(new PacketRejected(clock.instant(), "<" + bytes.length + " bytes>", e.getMessage()));
        }
    }

    /** A new connection begins. */
    void restart() {
        isNew = true;
    }

    /** Not at once, as somebody may be held up in telling what came in before. */
    private void resetIfNew() {
        if (isNew) {
            isNew = false;
            decoder.reset();
        }
    }

    private void connected(Packet.Connect packet) {
        Optional<String> sid = ConnectAnswer.sid(packet);
        if (sid.isPresent()) {
            namespaces.connected(packet.nsp(), sid.get());
        } else {
            onOtherGeneration.accept("it connected " + packet.nsp() + " without a sid");
        }
    }

    private void dispatch(Packet packet) {
        engine.receivedPacket();
        if (packet instanceof Packet.Event event) {
            sink.accept(new EventReceived(clock.instant(), event.nsp(), event.name(), event.args(), event.id()));
        } else if (packet instanceof Packet.Ack ack) {
            sink.accept(new AckReceived(
                    clock.instant(), ack.nsp(), ack.id(), ack.args(), acks.answered(ack.nsp(), ack.id())));
        } else if (packet instanceof Packet.Connect connect) {
            connected(connect);
        } else if (packet instanceof Packet.ConnectError error) {
            namespaces.refused(error);
        } else {
            namespaces.disconnectedByServer(packet.nsp());
        }
    }
}
