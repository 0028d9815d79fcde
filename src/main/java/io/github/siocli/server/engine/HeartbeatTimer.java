package io.github.siocli.server.engine;

import io.github.siocli.protocol.engineio.Generation;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Detects clients that are gone. In Engine.IO 4 the server pings and awaits the pong; in Engine.IO 3 the client
 * pings, and any packet counts as a heartbeat.
 */
final class HeartbeatTimer {

    /** The session whose client is watched. */
    interface Peer {

        /** Returns true to leave out the ping that is due. */
        boolean omitsPing();

        /** Sends a ping. */
        void sendPing();

        /** Called when the client is silent for too long. */
        void heartbeatMissing();
    }

    private final Peer peer;
    private final Generation generation;
    private final ScheduledExecutorService loop;
    private final LongSupplier nanoTime;
    private final Duration interval;
    private final Duration timeout;
    /** Null before the session is open. */
    private @Nullable Future<?> timer;

    private long lastPacketTime;
    private boolean awaitingPong;

    /**
     * Creates a timer that is not started.
     *
     * @param generation the generation of the client
     * @param loop runs everything of the session
     * @param nanoTime returns the time in nanoseconds, as {@link System#nanoTime}
     */
    HeartbeatTimer(
            Peer peer,
            Generation generation,
            EngineOptions.Heartbeat times,
            ScheduledExecutorService loop,
            LongSupplier nanoTime) {
        this.peer = peer;
        this.generation = generation;
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.interval = times.interval();
        this.timeout = times.timeout();
        this.lastPacketTime = nanoTime.getAsLong();
    }

    void start() {
        if (generation == Generation.EIO4) {
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
        lastPacketTime = nanoTime.getAsLong();
    }

    private void ping() {
        if (peer.omitsPing()) {
            schedule(this::ping, interval.toNanos());
            return;
        }
        awaitingPong = true;
        schedule(peer::heartbeatMissing, timeout.toNanos());
        peer.sendPing();
    }

    private void check() {
        long left = lastPacketTime + maximumSilence() - nanoTime.getAsLong();
        if (left > 0) {
            schedule(this::check, left);
        } else {
            peer.heartbeatMissing();
        }
    }

    private long maximumSilence() {
        return interval.plus(timeout).toNanos();
    }

    private void schedule(Runnable task, long nanos) {
        timer = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }
}
