package io.github.siocli.mock;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.HandshakeRequest;
import io.github.siocli.server.fault.Fault;
import io.github.siocli.server.fault.Fault.Kind;
import io.github.siocli.server.fault.FaultInjector;
import java.util.Optional;
import java.util.function.Supplier;

/** Injects the faults of rules, and random faults for all other packets. */
record RuleFaults(RuleRuntime runtime, Supplier<Rules> rules, FaultInjector chaos) implements FaultInjector {

    @Override
    public Optional<String> refusesHandshake(HandshakeRequest request) {
        return chaos.refusesHandshake(request);
    }

    @Override
    public Optional<Fault> onPacket(String sid, Packet packet) {
        return runtime.activeFaults()
                .flatMap(faults -> faults.faultOf(packet))
                .map(fault -> fault.draw(runtime.random()))
                .or(() -> chaos.onPacket(sid, packet));
    }

    @Override
    public boolean refusesUpgrade(EngineSession session) {
        return runtime.isInjected(Kind.NO_UPGRADE, session)
                || rules.get().refusesUpgrade(runtime, RuleEvent.handshake(session.handshake()))
                || chaos.refusesUpgrade(session);
    }

    @Override
    public boolean omitsHeartbeat(EngineSession session) {
        return runtime.isInjected(Kind.NO_PING, session) || chaos.omitsHeartbeat(session);
    }
}
