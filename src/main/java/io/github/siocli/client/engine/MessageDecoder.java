package io.github.siocli.client.engine;

import io.github.siocli.event.Attachment;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.LifecycleEvent.PacketRejected;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketFault;
import io.github.siocli.protocol.socketio.PacketParser;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the messages of one connection in the order of the wire, and reports what is invalid.
 *
 * <p>The packets are decoded here and not in the client library, which would lose the order of keys and the digits of
 * numbers, and would queue unprocessed packets without limit. Methods may block while the event queue is full. For one
 * thread at a time.
 */
final class MessageDecoder {

    private final PacketParser parser;
    private final EventSink sink;
    private final Clock clock;
    private final PacketListener listener;

    /**
     * Creates the decoder of a connection.
     *
     * @param parser is not shared with another connection
     * @param listener is asked about messages of another parser
     */
    MessageDecoder(PacketParser parser, EventSink sink, Clock clock, PacketListener listener) {
        this.parser = parser;
        this.sink = sink;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Decodes a text message.
     *
     * @param frame the Engine.IO packet with its type, in UTF-8
     * @return the packet that is complete with it
     */
    Optional<Packet> decodeText(byte[] frame) {
        try {
            Optional<Packet> packet = parser.decodeText(frame, 1);
            reportFaults();
            return packet;
        } catch (PacketSyntaxException e) {
            if (!parser.isForeignText(frame, 1) || !listener.receivedForeignMessage()) {
                reportFaults();
                sink.accept(new PacketRejected(clock.instant(), textAfterType(frame), e.getMessage()));
            }
            return Optional.empty();
        }
    }

    private static String textAfterType(byte[] frame) {
        return new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8);
    }

    /**
     * Decodes a binary message.
     *
     * @return the packet that is complete with it
     */
    Optional<Packet> decodeBinary(byte[] bytes) {
        try {
            Optional<Packet> packet = parser.decodeBinary(bytes);
            reportFaults();
            return packet;
        } catch (PacketSyntaxException e) {
            if (!parser.isBinaryForeign() || !listener.receivedForeignMessage()) {
                Attachment message = new Attachment(bytes);
                sink.accept(new PacketRejected(clock.instant(), "<" + message + ">", e.getMessage(), List.of(message)));
            }
            return Optional.empty();
        }
    }

    /** Reports an Engine.IO packet that is unexpected or invalid. */
    void reportInvalidPacket(String packet, String problem) {
        sink.accept(new PacketRejected(clock.instant(), packet, problem));
    }

    /** Reports a packet whose attachments are missing: the connection has ended. */
    void end() {
        parser.reset();
        reportFaults();
    }

    private void reportFaults() {
        for (PacketFault fault : parser.takeFaults()) {
            sink.accept(new PacketRejected(clock.instant(), fault.packet(), fault.problem(), fault.attachments()));
        }
    }
}
