package io.github.siocli.server.engine;

import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A websocket that a session is about to move to (Engine.IO protocol, "Upgrade"). It is probed, the waiting poll is
 * answered, and the packet {@code 5} completes the move.
 */
final class UpgradeProbe implements FrameReceiver {

    private static final String PROBE = EnginePacket.PING + "probe";
    private static final EngineFrame PROBE_RESPONSE = EngineFrame.text(EnginePacket.PONG + "probe");
    private static final String UPGRADE = String.valueOf(EnginePacket.UPGRADE);
    private static final long FLUSH_MILLIS = 100;
    private static final int NORMAL = 1000;

    private final EngineSession session;
    private final EngineTransport websocket;
    private final EventLoop loop;
    /** Ends a probe that takes too long; null before the probe starts. */
    private @Nullable Future<?> deadline;
    /** Answers polls; null until the client has probed. */
    private @Nullable Future<?> flushTimer;

    private boolean isProbed;
    private boolean isUpgraded;

    UpgradeProbe(EngineSession session, EngineTransport websocket, EventLoop loop) {
        this.session = session;
        this.websocket = websocket;
        this.loop = loop;
    }

    /** Starts the probe; the websocket is open. */
    void start(Duration timeout) {
        deadline = loop.schedule(this::fail, timeout.toNanos(), TimeUnit.NANOSECONDS);
        session.upgrading(true);
    }

    @Override
    public void onFrame(EngineFrame frame) {
        if (isUpgraded) {
            session.receive(frame);
        } else if (session.isOpen() && frame instanceof EngineFrame.Text text) {
            packet(text.packet());
        } else {
            fail();
        }
    }

    private void packet(String packet) {
        if (packet.equals(PROBE)) {
            isProbed = true;
            websocket.write(List.of(PROBE_RESPONSE));
            if (flushTimer == null) {
                flushTimer = loop.scheduleAtFixedRate(this::flushPoll, 0, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
            }
        } else if (isProbed && packet.equals(UPGRADE)) {
            isUpgraded = true;
            stop();
            session.moveTo(websocket);
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
        if (!isUpgraded) {
            stop();
            session.upgrading(false);
            websocket.close(NORMAL);
        }
    }

    private void stop() {
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (flushTimer != null) {
            flushTimer.cancel(false);
        }
    }

    @Override
    public void onClosed(CloseReason reason) {
        if (isUpgraded) {
            session.connectionLost(reason);
        } else {
            stop();
            session.upgrading(false);
        }
    }
}
