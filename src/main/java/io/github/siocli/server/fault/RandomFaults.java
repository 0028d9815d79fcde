package io.github.siocli.server.fault;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.FaultInjector;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.HandshakeRequest;
import io.github.siocli.server.fault.Chaos.Kind;
import io.github.siocli.server.fault.Chaos.Setting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Injects random faults. Packets that connect or disconnect a namespace are spared, so that clients can connect. */
final class RandomFaults implements FaultInjector {

    private static final String REFUSED = "refused by chance";

    private final Map<Kind, Setting> settings;
    private final RandomGenerator random;

    RandomFaults(Map<Kind, Setting> settings, RandomGenerator random) {
        this.settings = new EnumMap<>(settings);
        this.random = random;
    }

    private boolean sample(Kind kind) {
        return Optional.ofNullable(settings.get(kind))
                .filter(setting -> setting.probability().sample(random))
                .isPresent();
    }

    @Override
    public Optional<String> refusesHandshake(HandshakeRequest request) {
        return sample(Kind.REFUSE) ? Optional.of(REFUSED) : Optional.empty();
    }

    @Override
    public boolean refusesUpgrade(EngineSession session) {
        return sample(Kind.NO_UPGRADE);
    }

    @Override
    public boolean omitsHeartbeat(EngineSession session) {
        return sample(Kind.NO_PING);
    }

    @Override
    public FaultAction onPacket(ClientSocket socket, Packet packet) {
        boolean ack = packet instanceof Packet.Ack;
        if (ack || packet instanceof Packet.Event) {
            for (Kind kind : settings.keySet()) {
                boolean concerned =
                        kind.compareTo(Kind.NO_PING) > 0 && (ack || kind != Kind.NO_ACK && kind != Kind.LATE_ACK);
                if (concerned && sample(kind)) {
                    return actionFor(kind, socket);
                }
            }
        }
        return FaultAction.SEND;
    }

    private FaultAction actionFor(Kind kind, ClientSocket socket) {
        return switch (kind) {
            case CLOSE -> new FaultAction.Close(settings.get(kind).code());
            case CUT -> new FaultAction.Cut();
            case MALFORMED -> new FaultAction.Replace(MalformedPackets.unterminated(socket));
            case OVERSIZED -> new FaultAction.Replace(MalformedPackets.oversized(socket));
            case DROP, NO_ACK -> new FaultAction.Drop();
            case DUPLICATE -> new FaultAction.Duplicate(2);
            case LATE_ACK, DELAY ->
                new FaultAction.Delay(settings.get(kind).time().draw(random));
            case REFUSE, NO_UPGRADE, NO_PING -> FaultAction.SEND;
        };
    }
}
