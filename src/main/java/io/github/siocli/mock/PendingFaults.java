package io.github.siocli.mock;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.ConnectDecision;
import io.github.siocli.server.fault.Fault;
import io.github.siocli.server.fault.Fault.Kind;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Faults that apply to the packets that rules send because of one event, or to the response to a handshake. Used on the
 * event loop.
 */
final class PendingFaults {

    private @Nullable Fault fault;
    private @Nullable Fault ackFault;
    /** Reason of the refusal of a handshake; null to accept it. */
    private @Nullable String refusal;

    /** Applies a fault to packets from now on. */
    void add(Fault added) {
        if (added.kind().isForAcks()) {
            ackFault = added;
        } else {
            fault = added;
        }
    }

    /** Refuses the handshake. */
    void refuse(String message) {
        refusal = message;
    }

    /** Returns the decision on a handshake. */
    ConnectDecision decision(RandomGenerator random) {
        ConnectDecision decision = refusal == null ? ConnectDecision.ACCEPTED : ConnectDecision.refuse(refusal);
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
