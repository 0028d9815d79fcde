package io.github.siocli.client.engine;

import io.github.siocli.event.Attachment;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.LifecycleEvent.PacketRejected;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketFault;
import io.github.siocli.protocol.socketio.PacketParser;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Decodes the messages of one connection in the order of the wire, and reports what is invalid.
 *
 * <p>The packets are decoded here and not in the client library, which would lose the order of keys and the digits of
 * numbers, and would queue unprocessed packets without limit. Methods may block while the event queue is full. Any
 * thread may call.
 */
final class MessageDecoder {

    private final PacketParser parser;
    private final EventSink sink;
    private final Clock clock;
    private final Consumer<Packet> onPacket;
    private final BooleanSupplier onForeignMessage;
    private volatile boolean isEnded;

    /**
     * Creates the decoder of a connection.
     *
     * @param parser is not shared with another connection
     * @param onPacket receives each packet; called with the lock held
     * @param onForeignMessage called for a message of another parser; returns true if it reports the message
     */
    MessageDecoder(
            PacketParser parser,
            EventSink sink,
            Clock clock,
            Consumer<Packet> onPacket,
            BooleanSupplier onForeignMessage) {
        this.parser = parser;
        this.sink = sink;
        this.clock = clock;
        this.onPacket = onPacket;
        this.onForeignMessage = onForeignMessage;
    }

    /**
     * Decodes a text message.
     *
     * @param frame the Engine.IO packet, with its type
     */
    synchronized void decodeText(String frame) {
        try {
            Optional<Packet> packet = parser.decodeText(frame, 1);
            reportFaults();
            packet.ifPresent(this::passOn);
        } catch (PacketSyntaxException e) {
            if (parser.isForeignText(frame, 1) && onForeignMessage.getAsBoolean()) {
                return;
            }
            reportFaults();
            sink.accept(new PacketRejected(clock.instant(), frame.substring(1), e.getMessage()));
        }
    }

    /** Decodes a binary message. */
    synchronized void decodeBinary(byte[] bytes) {
        try {
            Optional<Packet> packet = parser.decodeBinary(bytes);
            reportFaults();
            packet.ifPresent(this::passOn);
        } catch (PacketSyntaxException e) {
            if (parser.isBinaryForeign() && onForeignMessage.getAsBoolean()) {
                return;
            }
            Attachment message = new Attachment(bytes);
            sink.accept(new PacketRejected(clock.instant(), "<" + message + ">", e.getMessage(), List.of(message)));
        }
    }

    /** Reports an Engine.IO packet that is unexpected or invalid. */
    synchronized void reportInvalidPacket(String packet, String problem) {
        sink.accept(new PacketRejected(clock.instant(), packet, problem));
    }

    private void passOn(Packet packet) {
        // Packets that come late are shown, but must not change the state of the namespaces on the next connection.
        if (!isEnded || packet instanceof Packet.Event || packet instanceof Packet.Ack) {
            onPacket.accept(packet);
        }
    }

    /**
     * Ends the decoding: the connection has ended. Reports a packet whose attachments are missing. Later packets are
     * passed on only if they are events or acknowledgements.
     */
    synchronized void end() {
        isEnded = true;
        parser.reset();
        reportFaults();
    }

    /** As {@link #end}, but reports nothing and does not wait for a message that is being passed on. */
    void discard() {
        isEnded = true;
    }

    private void reportFaults() {
        for (PacketFault fault : parser.takeFaults()) {
            sink.accept(new PacketRejected(clock.instant(), fault.packet(), fault.problem(), fault.attachments()));
        }
    }
}
