package io.github.siocli.server;

import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.server.engine.CloseReason;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.fault.Fault;
import io.github.siocli.server.fault.MalformedPackets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends the packets of a client. The fault injector decides on each of them here. */
final class PacketSender {

    /** Approximate size of a timer in bytes. */
    private static final int OVERHEAD = 256;

    private final ServerState state;
    private final EngineSession session;
    private final Set<DelayedFrames> delayed = new HashSet<>();
    private long delayedSize;

    PacketSender(ServerState state, EngineSession session) {
        this.state = state;
        this.session = session;
    }

    void send(ClientSocket socket, EncodedPacket packet) {
        Optional<Fault> fault = state.faults().onPacket(socket.id(), packet.packet());
        if (fault.isEmpty()) {
            session.send(packet.frames());
        } else {
            inject(fault.get(), socket.namespace().name(), packet.frames());
        }
    }

    /** Applies a fault to the frames of a packet. */
    void inject(Fault fault, String nsp, List<EngineFrame> frames) {
        switch (fault.kind()) {
            case CLOSE -> session.close(CloseReason.FORCED_CLOSE, fault.code());
            case CUT -> session.cut();
            case MALFORMED -> session.send(EngineFrame.text(MalformedPackets.unterminated(nsp)));
            case OVERSIZED -> session.send(EngineFrame.text(MalformedPackets.oversized(nsp, session.maxPayload())));
            case DROP, NO_ACK -> {
                // Sends nothing.
            }
            case DUPLICATE -> {
                session.send(frames);
                session.send(frames);
            }
            case LATE_ACK, DELAY -> delay(frames, fault.time().min());
            case REFUSE, NO_UPGRADE, NO_PING -> session.send(frames);
        }
    }

    /** Frames that a fault delays. */
    private static final class DelayedFrames {

        private final long size;
        private Cancellable timer = Cancellable.NONE;

        DelayedFrames(List<EngineFrame> frames) {
            size = OVERHEAD + frames.stream().mapToLong(EngineFrame::size).sum();
        }
    }

    /** Delayed frames count as queued for the client, within the same limit. */
    private void delay(List<EngineFrame> frames, Duration time) {
        DelayedFrames frame = new DelayedFrames(frames);
        if (delayedSize + frame.size + session.queuedBytes()
                > state.options().engine().limits().sizes().queued()) {
            session.cut();
        } else if (session.isOpen()) {
            delayed.add(frame);
            delayedSize += frame.size;
            frame.timer = state.schedule(time, () -> {
                delayed.remove(frame);
                delayedSize -= frame.size;
                session.send(frames);
            });
        }
    }

    /** Discards delayed frames, because the session is closed. */
    void close() {
        delayed.forEach(frame -> frame.timer.cancel());
        delayed.clear();
    }
}
