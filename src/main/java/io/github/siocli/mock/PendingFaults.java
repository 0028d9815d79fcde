package io.github.siocli.mock;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.FaultInjector.FaultAction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What befalls the packets that rules send because of one event. Used on the event loop. */
final class PendingFaults {

    /** Something that befalls packets. */
    @FunctionalInterface
    interface PendingFault extends Function<RandomGenerator, FaultAction> {}

    private static final PendingFault NONE = random -> FaultAction.SEND;

    private PendingFault all = NONE;
    private PendingFault acks = NONE;

    /** It befalls all of them from now on. */
    void befall(PendingFault mishap) {
        all = mishap;
    }

    /** It befalls acknowledgements from now on. */
    void befallAcks(PendingFault mishap) {
        acks = mishap;
    }

    /** What becomes of a packet. */
    FaultAction deed(Packet packet, RandomGenerator random) {
        FaultAction deed = packet instanceof Packet.Ack ? acks.apply(random) : FaultAction.SEND;
        return deed instanceof FaultAction.Send ? all.apply(random) : deed;
    }
}
