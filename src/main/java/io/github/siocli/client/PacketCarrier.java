package io.github.siocli.client;

import io.github.siocli.json.Json;
import io.github.siocli.wire.Packet;
import io.github.siocli.wire.PacketEncoder;
import io.socket.parser.Parser;
import java.util.Optional;
import java.util.function.Function;
import okio.Utf8;
import org.json.JSONArray;

/**
 * Carries our packets through the client library, which knows only its own.
 *
 * <p>The library is given an event whose one argument is the packet to send; here, at its encoder seam, that packet is
 * written as it is. Thus texts keep every character, and acknowledgements have ids and times of their own.
 */
final class PacketCarrier {

    /** Name of the event that the library sees; it never reaches the wire. */
    static final String EVENT = "packet";

    private final Outbox outbox;
    private final Function<String, Optional<Json>> auth;

    /**
     * A carrier of the packets of one connection.
     *
     * @param auth the auth payload for a namespace
     */
    PacketCarrier(Outbox outbox, Function<String, Optional<Json>> auth) {
        this.outbox = outbox;
        this.auth = auth;
    }

    /** The seam to give to the library. */
    Parser.Encoder encoder() {
        return (carried, callback) -> callback.call(messages(packet(carried.type, carried.nsp, carried.data)));
    }

    private Packet packet(int type, String nsp, Object data) {
        return switch (type) {
            case Parser.CONNECT -> new Packet.Connect(nsp, auth.apply(nsp));
            case Parser.DISCONNECT -> new Packet.Disconnect(nsp);
            case Parser.EVENT -> (Packet) ((JSONArray) data).get(1);
            default -> throw new IllegalStateException("the library sends packet type " + type);
        };
    }

    private Object[] messages(Packet packet) {
        PacketEncoder.Frames frames = PacketEncoder.encode(packet);
        Object[] messages = new Object[1 + frames.attachments().size()];
        messages[0] = frames.text();
        long bytes = Utf8.size(frames.text());
        for (int i = 1; i < messages.length; i++) {
            byte[] attachment = frames.attachments().get(i - 1).bytes();
            messages[i] = attachment;
            bytes += attachment.length;
        }
        // An event that was withdrawn meanwhile must not follow the end of its namespace: the server would cut us.
        return outbox.encoded(packet, messages.length, bytes) ? messages : new Object[0];
    }
}
