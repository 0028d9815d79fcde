package io.github.siocli.server.engine;

import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.protocol.engineio.EnginePacket;
import java.util.List;
import java.util.OptionalLong;

/** Encodes the OPEN packet (Engine.IO protocol, "Handshake"). */
final class OpenPacket {

    private OpenPacket() {}

    static String of(EngineSession session, EngineOptions options) {
        boolean upgrade = session.transport() == Transport.POLLING && options.offersUpgrade();
        return EnginePacket.open(new Handshake(
                session.id(),
                upgrade ? List.of(Transport.WEBSOCKET.wireName()) : List.of(),
                options.heartbeat().interval(),
                options.heartbeat().timeout(),
                OptionalLong.of(options.limits().sizes().payload())));
    }
}
