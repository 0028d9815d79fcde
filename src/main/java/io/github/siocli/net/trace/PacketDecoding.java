package io.github.siocli.net.trace;

import io.github.siocli.event.TraceEvent;
import io.github.siocli.event.TraceEvent.TraceItem;
import io.github.siocli.json.Json;
import io.github.siocli.json.JsonScanner;
import io.github.siocli.json.JsonSyntaxException;
import io.github.siocli.protocol.engineio.PacketSyntaxException;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketHeader;
import io.github.siocli.protocol.socketio.PacketParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Decodes Engine.IO messages to trace items of Socket.IO packets. Any thread may call. */
public sealed interface PacketDecoding {

    /**
     * Returns the decoding for Socket.IO's default parser. It reads only the packet header and the top level of the
     * JSON.
     */
    static PacketDecoding json() {
        return new DefaultParser();
    }

    /**
     * Returns a decoding for a parser that puts a whole packet into each message.
     *
     * @param parser supplies a parser that reads a single message
     */
    static PacketDecoding wholePackets(Supplier<PacketParser> parser) {
        return new WholePackets(parser);
    }

    /** Decodes a text message, which starts with the type of the Engine.IO packet. */
    TraceItem text(String message);

    /** Decodes a binary message. */
    TraceItem binary(byte[] message);

    /** Socket.IO's default parser. */
    record DefaultParser() implements PacketDecoding {

        @Override
        public TraceItem text(String message) {
            byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
            Optional<PacketHeader> read = PacketHeader.read(message, 1);
            if (read.isEmpty()) {
                return new TraceEvent.InvalidPacket("it does not start with a packet type");
            }
            PacketHeader head = read.get();
            List<Json> arguments = List.of();
            if (head.hasArguments()) {
                try {
                    int payload = message.substring(0, head.payload()).getBytes(StandardCharsets.UTF_8).length;
                    arguments = JsonScanner.elements(utf8, payload);
                } catch (JsonSyntaxException e) {
                    return new TraceEvent.InvalidPacket(head.typeName() + " with broken JSON at character "
                            + (e.offset() + 1) + ": " + e.getMessage());
                }
            }
            Optional<String> name = head.isEvent() && !arguments.isEmpty()
                    ? Optional.of(arguments.get(0).text())
                    : Optional.empty();
            return new TraceEvent.SocketIoPacket(
                    head.typeName(),
                    head.nsp(),
                    name,
                    head.id(),
                    head.hasArguments()
                            ? OptionalInt.of(arguments.size() - (name.isPresent() ? 1 : 0))
                            : OptionalInt.empty(),
                    head.attachments(),
                    utf8.length - 1L);
        }

        @Override
        public TraceItem binary(byte[] message) {
            return new TraceEvent.BinaryMessage(message.length);
        }
    }

    /** A parser with one packet in each message. */
    record WholePackets(Supplier<PacketParser> parser) implements PacketDecoding {

        @Override
        public TraceItem text(String message) {
            try {
                byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
                long size = utf8.length - 1L;
                return parser.get()
                        .decodeText(utf8, 1)
                        .map(packet -> describe(packet, size))
                        .orElseGet(() -> new TraceEvent.BinaryMessage(size));
            } catch (PacketSyntaxException e) {
                return new TraceEvent.InvalidPacket(e.getMessage());
            }
        }

        @Override
        public TraceItem binary(byte[] message) {
            try {
                return parser.get()
                        .decodeBinary(message)
                        .map(packet -> describe(packet, message.length))
                        .orElseGet(() -> new TraceEvent.BinaryMessage(message.length));
            } catch (PacketSyntaxException e) {
                return new TraceEvent.InvalidPacket(e.getMessage());
            }
        }

        private static TraceItem describe(Packet packet, long size) {
            if (packet instanceof Packet.Event event) {
                Optional<String> name = Optional.of(event.name().json().text());
                OptionalInt count = OptionalInt.of(event.args().values().size());
                return new TraceEvent.SocketIoPacket("EVENT", packet.nsp(), name, event.id(), count, 0, size);
            }
            if (packet instanceof Packet.Ack ack) {
                OptionalInt count = OptionalInt.of(ack.args().values().size());
                return new TraceEvent.SocketIoPacket(
                        "ACK", packet.nsp(), Optional.empty(), OptionalLong.of(ack.id()), count, 0, size);
            }
            return new TraceEvent.SocketIoPacket(
                    packet.typeName(),
                    packet.nsp(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalInt.empty(),
                    0,
                    size);
        }
    }
}
