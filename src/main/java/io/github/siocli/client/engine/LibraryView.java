package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ConnectReply;
import io.github.siocli.event.Handshake;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketEncoder;
import java.util.Optional;

/**
 * Converts an incoming packet to what the client library gets to see: only packets that change its state, always in the
 * encoding of its own parser.
 *
 * <p>Events and acknowledgements are withheld: the library would lose the order of keys and the digits of numbers,
 * would schedule a timer of pingInterval + pingTimeout for each packet, and would queue unprocessed packets without
 * limit.
 */
public final class LibraryView {

    /** Servers before protocol 5 send a string as the error, which the library drops silently; it needs an object. */
    private static final Optional<Json> EMPTY_OBJECT = Optional.of(Json.literal("{}"));

    /** An invalid handshake, which the library reports as a failure. */
    static final String NO_HANDSHAKE = EnginePacket.OPEN + "{}";

    private LibraryView() {}

    /**
     * Returns a plain OPEN packet with the values of a handshake: the library's JSON parser fails on deeply nested
     * data.
     */
    static String packetFor(Handshake handshake) {
        return EnginePacket.open(handshake);
    }

    /** Returns the Engine.IO packet for the library in place of an incoming packet; empty if it gets none. */
    public static Optional<String> packetFor(Packet packet) {
        if (packet instanceof Packet.Connect connect) {
            Optional<Json> sid = ConnectReply.sid(connect)
                    .map(text -> Json.literal("{\"sid\":" + Json.string(text).text() + "}"));
            return Optional.of(text(new Packet.Connect(connect.nsp(), sid)));
        }
        if (packet instanceof Packet.ConnectError error) {
            return Optional.of(text(new Packet.ConnectError(error.nsp(), EMPTY_OBJECT)));
        }
        return packet instanceof Packet.Disconnect disconnect
                // The library's parser rejects a DISCONNECT with a payload.
                ? Optional.of(text(new Packet.Disconnect(disconnect.nsp())))
                : Optional.empty();
    }

    private static String text(Packet packet) {
        return EnginePacket.MESSAGE + PacketEncoder.encode(packet).text().orElseThrow();
    }
}
