package io.github.siocli.protocol.socketio;

import io.github.siocli.event.Arguments;
import io.github.siocli.json.Json;
import java.util.List;
import java.util.Optional;

/** Encodes Socket.IO packets as Engine.IO messages (Socket.IO protocol 5, "Packet encoding"). */
public final class PacketEncoder {

    private PacketEncoder() {}

    /** Returns the messages of a packet, with the unchanged text of its values. */
    public static PacketFrames encode(Packet packet) {
        StringBuilder text = new StringBuilder();
        if (packet instanceof Packet.Event event) {
            head(text, event.args().isBinary() ? '5' : '2', event.args(), event.nsp());
            event.id().ifPresent(text::append);
            text.append('[').append(event.name().json().text());
            elements(text, event.args(), ",");
            return new PacketFrames(
                    Optional.of(text.append(']').toString()), event.args().attachments());
        }
        if (packet instanceof Packet.Ack ack) {
            head(text, ack.args().isBinary() ? '6' : '3', ack.args(), ack.nsp());
            text.append(ack.id()).append('[');
            elements(text, ack.args(), "");
            return new PacketFrames(
                    Optional.of(text.append(']').toString()), ack.args().attachments());
        }
        char type = packet instanceof Packet.Connect ? '0' : packet instanceof Packet.Disconnect ? '1' : '4';
        head(text, type, Arguments.NONE, packet.nsp());
        packet.data().ifPresent(data -> text.append(data.text()));
        return new PacketFrames(Optional.of(text.toString()), List.of());
    }

    /** Appends everything before the id of an acknowledgement. */
    private static void head(StringBuilder text, char type, Arguments args, String nsp) {
        text.append(type);
        if (args.isBinary()) {
            text.append(args.attachments().size()).append('-');
        }
        if (!nsp.equals("/")) {
            text.append(nsp).append(',');
        }
    }

    private static void elements(StringBuilder text, Arguments args, String separator) {
        String before = separator;
        for (Json value : args.values()) {
            text.append(before).append(value.text());
            before = ",";
        }
    }
}
