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
 * A websocket that a session is about to move to (Engine.IO protocol, "Upgrade"). It is probed, all polls are answered
 * from then on, because the client waits for its last one, and the packet {@code 5} completes the move.
 */
final class UpgradeProbe implements FrameReceiver {

    private static final String PROBE = EnginePacket.PING + "probe";
    private static final EngineFrame PROBE_RESPONSE = EngineFrame.text(EnginePacket.PONG + "probe");
    private static final String UPGRADE = String.valueOf(EnginePacket.UPGRADE);
    private static final int NORMAL = 1000;

    private final EngineSession session;
    private final EngineTransport websocket;
    private final EventLoop loop;
    /** Ends a probe that takes too long; null before the probe starts. */
    private @Nullable Future<?> deadline;

    private State state = State.OPEN;

    private enum State {
        OPEN,
        PROBED,
        UPGRADED,
        FAILED
    }

    UpgradeProbe(EngineSession session, EngineTransport websocket, EventLoop loop) {
        this.session = session;
        this.websocket = websocket;
        this.loop = loop;
    }

    /** Starts the probe; the websocket is open. */
    void start(Duration timeout) {
        deadline = loop.schedule(this::fail, timeout.toNanos(), TimeUnit.NANOSECONDS);
        session.probeStarted(this);
    }

    @Override
    public void onFrame(EngineFrame frame) {
        if (state == State.UPGRADED) {
            session.receive(frame);
        } else if (state == State.FAILED) {
            return;
        } else if (frame instanceof EngineFrame.Text text) {
            packet(text.packet());
        } else {
            fail();
        }
    }

    private void packet(String packet) {
        if (packet.equals(PROBE)) {
            state = State.PROBED;
            websocket.write(List.of(PROBE_RESPONSE));
            session.flushPoll();
        } else if (state == State.PROBED && packet.equals(UPGRADE)) {
            state = State.UPGRADED;
            stop();
            session.moveTo(websocket);
        } else {
            fail();
        }
    }

    /** Returns true if the client has probed the websocket. */
    boolean isProbed() {
        return state == State.PROBED;
    }

    /** Closes the websocket. The session stays on polling. */
    void fail() {
        close(NORMAL);
    }

    /** Closes the websocket with a close code. */
    void close(int code) {
        end();
        websocket.close(code);
    }

    /** Cuts the TCP connection of the websocket. */
    void cut() {
        end();
        websocket.cut();
    }

    private void end() {
        state = State.FAILED;
        stop();
        session.probeEnded();
    }

    private void stop() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    public void onPong() {
        // A session that is upgraded separates no frames.
    }

    @Override
    public void onClosed(CloseReason reason) {
        if (state == State.UPGRADED) {
            session.connectionLost(reason);
        } else if (state != State.FAILED) {
            end();
        }
    }
}
