package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ConnectReply;
import io.github.siocli.event.Handshake;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketEncoder;
import java.util.Optional;

/**
 * What the client library is shown of the packets that come in: only what moves its state, and always in its own parser's
 * form.
 *
 * <p>Events and acknowledgements are kept from it. It would lose the order of keys and the digits of numbers, would
 * schedule a timer for each packet that lives for pingInterval + pingTimeout, and would queue without bound what is not
 * shown yet.
 */
public final class LibraryView {

    /** Servers before protocol 5 refuse with a string, which the library drops in silence; it needs an object. */
    private static final Optional<Json> SOME_REASON = Optional.of(Json.literal("{}"));

    /** A handshake that the library takes for the failure that it is. */
    static final String NO_HANDSHAKE = EnginePacket.OPEN + "{}";

    private LibraryView() {}

    /** The OPEN packet to show in the place of that with a handshake: its parser is lost in what is nested deeply. */
    static String of(Handshake handshake) {
        return EnginePacket.open(handshake);
    }

    /** The Engine.IO packet to show in the place of a packet that came in, or nothing. */
    public static Optional<String> of(Packet packet) {
        if (packet instanceof Packet.Connect connect) {
            Optional<Json> sid = ConnectReply.sid(connect)
                    .map(text -> Json.literal("{\"sid\":" + Json.string(text).text() + "}"));
            return Optional.of(text(new Packet.Connect(connect.nsp(), sid)));
        }
        if (packet instanceof Packet.ConnectError error) {
            return Optional.of(text(new Packet.ConnectError(error.nsp(), SOME_REASON)));
        }
        return packet instanceof Packet.Disconnect disconnect
                // Its parser refuses one with a payload.
                ? Optional.of(text(new Packet.Disconnect(disconnect.nsp())))
                : Optional.empty();
    }

    private static String text(Packet packet) {
        return EnginePacket.MESSAGE + PacketEncoder.encode(packet).text().orElseThrow();
    }
}
