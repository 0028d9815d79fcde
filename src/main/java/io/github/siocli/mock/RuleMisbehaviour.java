package io.github.siocli.mock;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.Misbehaviour;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.HandshakeRequest;
import java.util.Optional;
import java.util.function.Supplier;

/** What goes wrong because rules say so, and otherwise by chance. */
record RuleMisbehaviour(Stage stage, Supplier<Rules> rules, Misbehaviour chaos) implements Misbehaviour {

    @Override
    public Optional<String> refusesHandshake(HandshakeRequest request) {
        return chaos.refusesHandshake(request);
    }

    @Override
    public Deed onPacket(ClientSocket socket, Packet packet) {
        Deed deed = stage.mishaps()
                .map(mishaps -> mishaps.deed(packet, stage.random()))
                .orElse(Deed.SEND);
        return deed instanceof Deed.Send ? chaos.onPacket(socket, packet) : deed;
    }

    @Override
    public boolean refusesUpgrade(EngineSession session) {
        return stage.withoutUpgrade().contains(session)
                || rules.get().refusesUpgrade(stage, Cause.upgrading(session))
                || chaos.refusesUpgrade(session);
    }

    @Override
    public boolean omitsHeartbeat(EngineSession session) {
        return stage.withoutPing().contains(session) || chaos.omitsHeartbeat(session);
    }
}
