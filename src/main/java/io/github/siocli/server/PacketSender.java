package io.github.siocli.server;

import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.server.FaultInjector.FaultAction;
import io.github.siocli.server.engine.CloseReason;
import io.github.siocli.server.engine.EngineSession;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
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
        if (state.faults() == FaultInjector.NONE) {
            session.send(packet.frames());
        } else {
            send(packet, state.faults().onPacket(socket, packet.packet()));
        }
    }

    private void send(EncodedPacket packet, FaultAction action) {
        if (action instanceof FaultAction.Send) {
            session.send(packet.frames());
        } else if (action instanceof FaultAction.Duplicate duplicate) {
            for (int i = 0; i < duplicate.times(); i++) {
                session.send(packet.frames());
            }
        } else if (action instanceof FaultAction.Delay delay) {
            delay(packet.frames(), delay.time());
        } else if (action instanceof FaultAction.Replace replace) {
            session.send(EngineFrame.text(replace.packet()));
        } else if (action instanceof FaultAction.Close close) {
            session.close(CloseReason.FORCED_CLOSE, close.code());
        } else if (action instanceof FaultAction.Cut) {
            session.cut();
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
