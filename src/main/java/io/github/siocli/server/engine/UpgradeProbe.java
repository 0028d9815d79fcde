package io.github.siocli.server.engine;

import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A websocket that a session is about to move to (Engine.IO protocol, "Upgrade"). It is probed, the waiting poll is
 * answered, and the packet {@code 5} completes the move.
 */
final class UpgradeProbe implements FrameReceiver {

    private static final String PROBE = EnginePacket.PING + "probe";
    private static final EngineFrame ANSWER = EngineFrame.text(EnginePacket.PONG + "probe");
    private static final String UPGRADE = String.valueOf(EnginePacket.UPGRADE);
    private static final long FLUSH_MILLIS = 100;
    private static final int NORMAL = 1000;

    private final EngineSession session;
    private final EngineTransport link;
    private final EventLoop loop;
    private Optional<Future<?>> deadline = Optional.empty();
    private Optional<Future<?>> flushing = Optional.empty();
    private boolean probed;
    private boolean moved;

    UpgradeProbe(EngineSession session, EngineTransport link, EventLoop loop) {
        this.session = session;
        this.link = link;
        this.loop = loop;
    }

    /** Starts the probe; the websocket is open. */
    void begin(Duration timeout) {
        deadline = Optional.of(loop.schedule(this::fail, timeout.toNanos(), TimeUnit.NANOSECONDS));
        session.upgrading(true);
    }

    @Override
    public void onFrame(EngineFrame frame) {
        if (moved) {
            session.receive(frame);
        } else if (session.isOpen() && frame instanceof EngineFrame.Text text) {
            packet(text.packet());
        } else {
            fail();
        }
    }

    private void packet(String packet) {
        if (packet.equals(PROBE)) {
            probed = true;
            link.write(List.of(ANSWER));
            if (flushing.isEmpty()) {
                flushing =
                        Optional.of(loop.scheduleAtFixedRate(this::flushPoll, 0, FLUSH_MILLIS, TimeUnit.MILLISECONDS));
            }
        } else if (probed && packet.equals(UPGRADE)) {
            moved = true;
            stop();
            session.upgraded(link);
        } else {
            fail();
        }
    }

    private void flushPoll() {
        if (session.isOpen()) {
            session.flushPoll();
        } else {
            fail();
        }
    }

    private void fail() {
        if (!moved) {
            stop();
            session.upgrading(false);
            link.close(NORMAL);
        }
    }

    private void stop() {
        deadline.ifPresent(running -> running.cancel(false));
        flushing.ifPresent(running -> running.cancel(false));
    }

    @Override
    public void onClosed(CloseReason reason) {
        if (moved) {
            session.broken(reason);
        } else {
            stop();
            session.upgrading(false);
        }
    }
}
