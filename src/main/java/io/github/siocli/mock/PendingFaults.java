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

    private PendingFault all = NONE;
    private PendingFault acks = NONE;

    /** Applies a fault to all packets from now on. */
    void befall(PendingFault mishap) {
        all = mishap;
    }

    /** Applies a fault to acknowledgements from now on. */
    void befallAcks(PendingFault mishap) {
        acks = mishap;
    }

    /** Returns the action for a packet. */
    FaultAction deed(Packet packet, RandomGenerator random) {
        FaultAction deed = packet instanceof Packet.Ack ? acks.apply(random) : FaultAction.SEND;
        return deed instanceof FaultAction.Send ? all.apply(random) : deed;
    }
}
