package io.github.siocli.mock;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.FaultInjector;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.HandshakeRequest;
import java.util.Optional;
import java.util.function.Supplier;

/** Injects the faults of rules, and random faults for all other packets. */
record RuleFaults(RuleRuntime runtime, Supplier<Rules> rules, FaultInjector chaos) implements FaultInjector {

    @Override
    public Optional<String> refusesHandshake(HandshakeRequest request) {
        return chaos.refusesHandshake(request);
    }

    @Override
    public FaultAction onPacket(ClientSocket socket, Packet packet) {
        FaultAction deed = runtime.activeFaults()
                .map(mishaps -> mishaps.actionFor(packet, runtime.random()))
                .orElse(FaultAction.SEND);
        return deed instanceof FaultAction.Send ? chaos.onPacket(socket, packet) : deed;
    }

    @Override
    public boolean refusesUpgrade(EngineSession session) {
        return runtime.withoutUpgrade().contains(session)
                || rules.get().refusesUpgrade(runtime, RuleEvent.upgrading(session))
                || chaos.refusesUpgrade(session);
    }

    @Override
    public boolean omitsHeartbeat(EngineSession session) {
        return runtime.withoutPing().contains(session) || chaos.omitsHeartbeat(session);
    }
}
