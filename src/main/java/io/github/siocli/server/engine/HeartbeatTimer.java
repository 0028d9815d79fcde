package io.github.siocli.server.engine;

import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.Generation;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Detects clients that are gone. In Engine.IO 4 the server pings and awaits the pong; in Engine.IO 3 the client
 * pings, and any packet counts as a heartbeat.
 */
final class HeartbeatTimer {

    private static final EngineFrame PING = EngineFrame.text(String.valueOf(EnginePacket.PING));

    private final EngineSession session;
    private final EventLoop loop;
    private final EngineFaults faults;
    private final Duration interval;
    private final Duration timeout;
    /** Null before the session is open. */
    private @Nullable Future<?> timer;

    private long lastPacketTime = System.nanoTime();
    private boolean awaitingPong;

    HeartbeatTimer(EngineSession session, EventLoop loop, EngineOptions options, EngineFaults faults) {
        this.session = session;
        this.loop = loop;
        this.faults = faults;
        this.interval = options.heartbeat().interval();
        this.timeout = options.heartbeat().timeout();
    }

    void start() {
        if (session.handshake().generation() == Generation.EIO4) {
            schedule(this::ping, interval.toNanos());
        } else {
            schedule(this::check, maximumSilence());
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** Handles a pong of Engine.IO 4. */
    void pongReceived() {
        if (awaitingPong) {
            awaitingPong = false;
            stop();
            schedule(this::ping, interval.toNanos());
        }
    }

    /**
     * Handles any packet of Engine.IO 3. It stores the time only, because a timer for each packet is too expensive.
     */
    void packetReceived() {
        lastPacketTime = System.nanoTime();
    }

    private void ping() {
        if (faults.omitsHeartbeat(session)) {
            schedule(this::ping, interval.toNanos());
            return;
        }
        awaitingPong = true;
        schedule(this::timedOut, timeout.toNanos());
        session.send(PING);
    }

    private void check() {
        long left = lastPacketTime + maximumSilence() - System.nanoTime();
        if (left > 0) {
            schedule(this::check, left);
        } else {
            timedOut();
        }
    }

    private void timedOut() {
        session.connectionLost(CloseReason.PING_TIMEOUT);
    }

    private long maximumSilence() {
        return interval.plus(timeout).toNanos();
    }

    private void schedule(Runnable task, long nanos) {
        timer = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }
}
