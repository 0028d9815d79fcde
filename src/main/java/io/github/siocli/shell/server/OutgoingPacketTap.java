package io.github.siocli.shell.server;

import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.FaultInjector;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.engine.HandshakeRequest;
import io.github.siocli.shell.AckKey;
import java.time.Clock;
import java.util.Optional;

/**
 * Observes and counts the packets that a server sends, and applies another fault injector to them. Used on the event
 * loop.
 */
final class OutgoingPacketTap implements FaultInjector {

    private final FaultInjector mishaps;
    private final Clock clock;
    private final EventPublisher out;
    private final AckRegistry questions;
    private volatile boolean telling;
    private long events;

    /**
     * @param mishaps decides which faults happen
     */
    OutgoingPacketTap(FaultInjector mishaps, Clock clock, EventPublisher out, AckRegistry questions) {
        this.mishaps = mishaps;
        this.clock = clock;
        this.out = out;
        this.questions = questions;
    }

    /** Sets whether sent events are published. Any thread may call. */
    void tell(boolean events) {
        telling = events;
    }

    /** Returns true if sent events are published. */
    boolean isTelling() {
        return telling;
    }

    /** Returns the number of sent events; an event to several clients counts once for each. */
    long events() {
        return events;
    }

    @Override
    public Optional<String> refusesHandshake(HandshakeRequest request) {
        return mishaps.refusesHandshake(request);
    }

    @Override
    public boolean refusesUpgrade(EngineSession session) {
        return mishaps.refusesUpgrade(session);
    }

    @Override
    public boolean omitsHeartbeat(EngineSession session) {
        return mishaps.omitsHeartbeat(session);
    }

    @Override
    public FaultAction onPacket(ClientSocket socket, Packet packet) {
        if (packet instanceof Packet.Event event && event.id().isPresent()) {
            questions.ask(
                    new AckKey(Optional.of(socket.id()), event.nsp(), event.id().getAsLong()), event.name());
        }
        FaultAction deed = mishaps.onPacket(socket, packet);
        if (packet instanceof Packet.Event event && isSent(deed)) {
            events++;
            if (telling) {
                out.tell(new EventSent(
                        clock.instant(),
                        event.nsp(),
                        event.name(),
                        event.args(),
                        event.id(),
                        Optional.of(socket.id())));
            }
        }
        return deed;
    }

    private static boolean isSent(FaultAction deed) {
        return deed instanceof FaultAction.Send
                || deed instanceof FaultAction.Repeat
                || deed instanceof FaultAction.Delay;
    }
}
