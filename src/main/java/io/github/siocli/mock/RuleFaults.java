package io.github.siocli.mock;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.FaultInjector;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.HandshakeRequest;
import java.util.Optional;
import java.util.function.Supplier;

/** Injects the faults of rules, and random faults for all other packets. */
record RuleFaults(RuleRuntime stage, Supplier<Rules> rules, FaultInjector chaos) implements FaultInjector {

    @Override
    public Optional<String> refusesHandshake(HandshakeRequest request) {
        return chaos.refusesHandshake(request);
    }

    @Override
    public FaultAction onPacket(ClientSocket socket, Packet packet) {
        FaultAction deed = stage.mishaps()
                .map(mishaps -> mishaps.deed(packet, stage.random()))
                .orElse(FaultAction.SEND);
        return deed instanceof FaultAction.Send ? chaos.onPacket(socket, packet) : deed;
    }

    @Override
    public boolean refusesUpgrade(EngineSession session) {
        return stage.withoutUpgrade().contains(session)
                || rules.get().refusesUpgrade(stage, RuleEvent.upgrading(session))
                || chaos.refusesUpgrade(session);
    }

    @Override
    public boolean omitsHeartbeat(EngineSession session) {
        return stage.withoutPing().contains(session) || chaos.omitsHeartbeat(session);
    }
}
