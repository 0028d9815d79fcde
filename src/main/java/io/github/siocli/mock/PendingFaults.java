package io.github.siocli.mock;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.fault.Fault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Faults that apply to the packets that rules send because of one event. Used on the event loop. */
final class PendingFaults {

    private @Nullable Fault fault;
    private @Nullable Fault ackFault;

    /** Applies a fault to packets from now on. */
    void add(Fault added) {
        if (added.kind().isForAcks()) {
            ackFault = added;
        } else {
            fault = added;
        }
    }

    /** Returns the fault of a packet, or empty. */
    Optional<Fault> faultOf(Packet packet) {
        return Optional.ofNullable(ackFault)
                .filter(added -> added.kind().appliesTo(packet))
                .or(() -> Optional.ofNullable(fault));
    }
}
