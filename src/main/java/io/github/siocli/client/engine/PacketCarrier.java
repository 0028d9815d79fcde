package io.github.siocli.client.engine;

import io.github.siocli.event.Attachment;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketFrames;
import io.github.siocli.protocol.socketio.PacketParser;
import io.github.siocli.protocol.socketio.UnencodableException;
import io.socket.parser.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import okio.Utf8;
import org.json.JSONArray;

/**
 * Sends our packets through the client library unchanged.
 *
 * <p>The library is given an event whose only argument is the packet. The encoder here, which replaces the library's,
 * writes that packet. Thus JSON texts keep every character, and acknowledgements have our ids and timeouts.
 */
public final class PacketCarrier {

    /** Name of the event that the library sees; it is never written to the wire. */
    static final String EVENT = "packet";

    private final PacketParser parser;
    private final SendQueue sendQueue;
    private final Function<String, Optional<Json>> connectData;

    /**
     * Creates a carrier for one connection.
     *
     * @param parser encodes the packets
     * @param connectData returns the payload of the CONNECT of a namespace
     */
    public PacketCarrier(PacketParser parser, SendQueue sendQueue, Function<String, Optional<Json>> connectData) {
        this.parser = parser;
        this.sendQueue = sendQueue;
        this.connectData = connectData;
    }

    /** Returns the encoder for the library. */
    public Parser.Encoder encoder() {
        return (carried, callback) -> callback.call(messages(packet(carried.type, carried.nsp, carried.data)));
    }

    private Packet packet(int type, String nsp, Object data) {
        return switch (type) {
            case Parser.CONNECT -> new Packet.Connect(nsp, connectData.apply(nsp));
            case Parser.DISCONNECT -> new Packet.Disconnect(nsp);
            case Parser.EVENT -> (Packet) ((JSONArray) data).get(1);
            default -> throw new IllegalStateException("the library sends packet type " + type);
        };
    }

    private Object[] messages(Packet packet) {
        PacketFrames frames = frames(packet);
        List<Object> messages = new ArrayList<>(1 + frames.binary().size());
        long bytes = 0;
        if (frames.text().isPresent()) {
            messages.add(frames.text().get());
            bytes += Utf8.size(frames.text().get());
        }
        for (Attachment attachment : frames.binary()) {
            messages.add(attachment.bytes());
            bytes += attachment.size();
        }
        // A discarded event must not follow the end of its namespace: the server would close the connection.
        return sendQueue.markEncoded(packet, messages.size(), bytes) ? messages.toArray() : new Object[0];
    }

    private PacketFrames frames(Packet packet) {
        try {
            return parser.encode(packet);
        } catch (UnencodableException e) {
            throw new IllegalStateException("was checked before it came here", e);
        }
    }
}
