package io.github.siocli.mock;

import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.Misbehaviour.Deed;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What befalls the packets that rules send because of one event. Used on the event loop. */
final class Mishaps {

    /** Something that befalls packets. */
    @FunctionalInterface
    interface Mishap extends Function<RandomGenerator, Deed> {}

    private static final Mishap NONE = random -> Deed.SEND;

    private Mishap all = NONE;
    private Mishap acks = NONE;

    /** It befalls all of them from now on. */
    void befall(Mishap mishap) {
        all = mishap;
    }

    /** It befalls acknowledgements from now on. */
    void befallAcks(Mishap mishap) {
        acks = mishap;
    }

    /** What becomes of a packet. */
    Deed deed(Packet packet, RandomGenerator random) {
        Deed deed = packet instanceof Packet.Ack ? acks.apply(random) : Deed.SEND;
        return deed instanceof Deed.Send ? all.apply(random) : deed;
    }
}
