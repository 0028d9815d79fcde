package io.github.siocli.shell.server;

import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.HandshakeRequest;
import io.github.siocli.server.fault.Fault;
import io.github.siocli.server.fault.Fault.Kind;
import io.github.siocli.server.fault.FaultInjector;
import io.github.siocli.shell.AckKey;
import java.time.Clock;
import java.util.Optional;

/**
 * Observes and counts the packets that a server sends, and applies another fault injector to them. Used on the event
 * loop.
 */
final class OutgoingPacketTap implements FaultInjector {

    private final FaultInjector faults;
    private final Clock clock;
    private final EventPublisher publisher;
    private final AckRegistry acks;
    private volatile boolean publishing;
    private long sentCount;

    /**
     * @param faults decides which faults happen
     */
    OutgoingPacketTap(FaultInjector faults, Clock clock, EventPublisher publisher, AckRegistry acks) {
        this.faults = faults;
        this.clock = clock;
        this.publisher = publisher;
        this.acks = acks;
    }

    /** Sets whether sent events are published. Any thread may call. */
    void setPublishing(boolean enabled) {
        publishing = enabled;
    }

    /** Returns true if sent events are published. */
    boolean isPublishing() {
        return publishing;
    }

    /** Returns the number of sent events; an event to several clients counts once for each. */
    long sentCount() {
        return sentCount;
    }

    @Override
    public Optional<String> refusesHandshake(HandshakeRequest request) {
        return faults.refusesHandshake(request);
    }

    @Override
    public boolean refusesUpgrade(EngineSession session) {
        return faults.refusesUpgrade(session);
    }

    @Override
    public boolean omitsHeartbeat(EngineSession session) {
        return faults.omitsHeartbeat(session);
    }

    @Override
    public Optional<Fault> onPacket(String sid, Packet packet) {
        if (packet instanceof Packet.Event event && event.id().isPresent()) {
            acks.registerSent(
                    new AckKey(Optional.of(sid), event.nsp(), event.id().getAsLong()), event.name());
        }
        Optional<Fault> fault = faults.onPacket(sid, packet);
        if (packet instanceof Packet.Event event
                && fault.filter(OutgoingPacketTap::isInsteadOfPacket).isEmpty()) {
            sentCount++;
            if (publishing) {
                publisher.publish(new EventSent(
                        clock.instant(), event.nsp(), event.name(), event.args(), event.id(), Optional.of(sid)));
            }
        }
        return fault;
    }

    private static boolean isInsteadOfPacket(Fault fault) {
        return fault.kind() == Kind.DROP || fault.kind().isOfSession();
    }
}
