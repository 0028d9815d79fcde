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

    private final ServerState hub;
    private final EngineSession session;
    private final Set<DelayedFrames> late = new HashSet<>();
    private long lateSize;

    PacketSender(ServerState hub, EngineSession session) {
        this.hub = hub;
        this.session = session;
    }

    void send(ClientSocket socket, EncodedPacket packet) {
        if (hub.misbehaviour() == FaultInjector.NONE) {
            session.send(packet.frames());
        } else {
            send(packet, hub.misbehaviour().onPacket(socket, packet.packet()));
        }
    }

    private void send(EncodedPacket packet, FaultAction deed) {
        if (deed instanceof FaultAction.Send) {
            session.send(packet.frames());
        } else if (deed instanceof FaultAction.Repeat repeat) {
            for (int i = 0; i < repeat.times(); i++) {
                session.send(packet.frames());
            }
        } else if (deed instanceof FaultAction.Delay delay) {
            later(packet.frames(), delay.time());
        } else if (deed instanceof FaultAction.Replace replace) {
            session.send(EngineFrame.text(replace.packet()));
        } else if (deed instanceof FaultAction.Close close) {
            session.close(CloseReason.FORCED_CLOSE, close.code());
        } else if (deed instanceof FaultAction.Cut) {
            session.cut();
        }
    }

    /** Frames that a fault delays. */
    private static final class DelayedFrames {

        private final long size;
        private Cancellable timer = () -> {};

        DelayedFrames(List<EngineFrame> frames) {
            size = OVERHEAD + frames.stream().mapToLong(EngineFrame::size).sum();
        }
    }

    /** Delayed frames count as queued for the client, within the same limit. */
    private void later(List<EngineFrame> frames, Duration time) {
        DelayedFrames frame = new DelayedFrames(frames);
        if (lateSize + frame.size + session.waiting()
                > hub.options().engine().limits().queued()) {
            session.cut();
        } else if (session.isOpen()) {
            late.add(frame);
            lateSize += frame.size;
            frame.timer = hub.schedule(time, () -> {
                late.remove(frame);
                lateSize -= frame.size;
                session.send(frames);
            });
        }
    }

    /** Discards delayed frames, because the session is closed. */
    void end() {
        late.forEach(frame -> frame.timer.cancel());
        late.clear();
    }
}
