package io.github.siocli.serve.engine;

import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.wire.EnginePacket;

/** The packet that opens a session (Engine.IO protocol, "Handshake"). */
final class OpenPacket {

    private OpenPacket() {}

    static String of(EngineSession session, EngineOptions options) {
        boolean upgrade = session.transport() == Transport.POLLING && options.offersUpgrade();
        return EnginePacket.OPEN
                + "{\"sid\":" + Json.string(session.id()).text()
                + ",\"upgrades\":" + (upgrade ? "[\"websocket\"]" : "[]")
                + ",\"pingInterval\":" + options.pingInterval().toMillis()
                + ",\"pingTimeout\":" + options.pingTimeout().toMillis()
                + ",\"maxPayload\":" + options.limits().payload() + "}";
    }
}
