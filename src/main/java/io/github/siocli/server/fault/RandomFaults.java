package io.github.siocli.server.fault;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.HandshakeRequest;
import io.github.siocli.server.fault.Fault.Kind;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Injects random faults. Packets that connect or disconnect a namespace are spared, so that clients can connect. */
final class RandomFaults implements FaultInjector {

    private static final String REFUSED = "refused by chance";

    private final Map<Fault, Probability> faults = new TreeMap<>(Comparator.comparing(Fault::kind));
    private final RandomGenerator random;

    RandomFaults(Map<Fault, Probability> faults, RandomGenerator random) {
        this.faults.putAll(faults);
        this.random = random;
    }

    /** Returns the first fault of some kinds that happens now. */
    private Optional<Fault> sample(Predicate<Kind> kinds) {
        for (Map.Entry<Fault, Probability> entry : faults.entrySet()) {
            if (kinds.test(entry.getKey().kind()) && entry.getValue().sample(random)) {
                return Optional.of(entry.getKey().draw(random));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> refusesHandshake(HandshakeRequest request) {
        return sample(Kind.REFUSE::equals).map(fault -> REFUSED);
    }

    @Override
    public boolean refusesUpgrade(EngineSession session) {
        return sample(Kind.NO_UPGRADE::equals).isPresent();
    }

    @Override
    public boolean omitsHeartbeat(EngineSession session) {
        return sample(Kind.NO_PING::equals).isPresent();
    }

    @Override
    public Optional<Fault> onPacket(String sid, Packet packet) {
        return sample(kind -> kind.appliesTo(packet));
    }
}
