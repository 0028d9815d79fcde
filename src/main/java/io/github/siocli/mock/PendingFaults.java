package io.github.siocli.mock;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.FaultInjector.FaultAction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Faults that apply to the packets that rules send because of one event. Used on the event loop. */
final class PendingFaults {

    /** A fault that applies to packets. */
    @FunctionalInterface
    interface PendingFault extends Function<RandomGenerator, FaultAction> {}

    private static final PendingFault NONE = random -> FaultAction.SEND;

    private PendingFault faults = NONE;
    private PendingFault ackFaults = NONE;

    /** Applies a fault to all packets from now on. */
    void add(PendingFault fault) {
        faults = fault;
    }

    /** Applies a fault to acknowledgements from now on. */
    void addForAcks(PendingFault fault) {
        ackFaults = fault;
    }

    /** Returns the action for a packet. */
    FaultAction actionFor(Packet packet, RandomGenerator random) {
        FaultAction deed = packet instanceof Packet.Ack ? ackFaults.apply(random) : FaultAction.SEND;
        return deed instanceof FaultAction.Send ? faults.apply(random) : deed;
    }
}
