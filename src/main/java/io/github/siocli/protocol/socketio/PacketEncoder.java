package io.github.siocli.protocol.socketio;

import io.github.siocli.event.Arguments;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.text.Utf8Builder;
import java.util.List;
import java.util.Optional;

/** Encodes Socket.IO packets as Engine.IO messages (Socket.IO protocol 5, "Packet encoding"). */
public final class PacketEncoder {

    /** Room for a usual packet, in bytes. */
    private static final int USUAL_SIZE = 256;

    private PacketEncoder() {}

    /** Returns the messages of a packet, with the unchanged text of its values. */
    public static PacketFrames encode(Packet packet) {
        if (packet instanceof Packet.Event event) {
            Utf8Builder text = new Utf8Builder(USUAL_SIZE);
            head(text, event.args().isBinary() ? '5' : '2', event.args(), event.nsp());
            event.id().ifPresent(text::append);
            event.name().json().appendTo(text.append('['));
            elements(text, event.args(), ",");
            return new PacketFrames(
                    Optional.of(text.append(']').toBytes()), event.args().attachments());
        }
        if (packet instanceof Packet.Ack ack) {
            Utf8Builder text = new Utf8Builder(USUAL_SIZE);
            head(text, ack.args().isBinary() ? '6' : '3', ack.args(), ack.nsp());
            text.append(ack.id()).append('[');
            elements(text, ack.args(), "");
            return new PacketFrames(
                    Optional.of(text.append(']').toBytes()), ack.args().attachments());
        }
        char type = packet instanceof Packet.Connect ? '0' : packet instanceof Packet.Disconnect ? '1' : '4';
        Utf8Builder text = new Utf8Builder();
        head(text, type, Arguments.NONE, packet.nsp());
        packet.data().ifPresent(data -> data.appendTo(text));
        return new PacketFrames(Optional.of(text.toBytes()), List.of());
    }

    /** Appends everything before the id of an acknowledgement. */
    private static void head(Utf8Builder text, char type, Arguments args, String nsp) {
        text.append(EnginePacket.MESSAGE).append(type);
        if (args.isBinary()) {
            text.append(args.attachments().size()).append('-');
        }
        if (!nsp.equals("/")) {
            text.append(nsp).append(',');
        }
    }

    private static void elements(Utf8Builder text, Arguments args, String separator) {
        String before = separator;
        for (Json value : args.values()) {
            value.appendTo(text.append(before));
            before = ",";
        }
    }
}
