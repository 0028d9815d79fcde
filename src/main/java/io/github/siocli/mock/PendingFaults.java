package io.github.siocli.mock;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.ConnectDecision;
import io.github.siocli.server.fault.Fault;
import io.github.siocli.server.fault.Fault.Kind;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Faults that apply to the packets that rules send because of one event, or to the response to a request. Used on the
 * event loop.
 */
final class PendingFaults {

    private @Nullable Fault fault;
    private @Nullable Fault ackFault;
    /** First refusal of a request; null to accept it. */
    private @Nullable ConnectDecision refusal;

    /** Applies a fault to packets from now on, instead of the one before; a dropped packet stays dropped. */
    void add(Fault added) {
        if (added.kind().isForAcks()) {
            ackFault = added;
        } else if (fault == null || fault.kind() != Kind.DROP) {
            fault = added;
        }
    }

    /** Refuses the request, unless it is refused already. */
    void refuse(ConnectDecision decision) {
        refusal = refusal == null ? decision : refusal;
    }

    /** Returns the decision on a request. */
    ConnectDecision decision(RandomGenerator random) {
        ConnectDecision decision = refusal == null ? ConnectDecision.ACCEPTED : refusal;
        if (fault == null) {
            return decision;
        }
        return fault.kind() == Kind.DROP
                ? new ConnectDecision.Silence()
                : new ConnectDecision.Later(fault.draw(random).time().min(), decision);
    }

    /** Returns the fault of a packet, or empty. */
    Optional<Fault> faultOf(Packet packet) {
        return Optional.ofNullable(ackFault)
                .filter(added -> added.kind().appliesTo(packet))
                .or(() -> Optional.ofNullable(fault));
    }
}
