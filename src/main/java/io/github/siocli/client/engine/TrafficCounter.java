package io.github.siocli.client.engine;

import io.github.siocli.event.SessionStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts the traffic of a session over all its connections. Any thread may call. */
public final class TrafficCounter {

    private final LongAdder packetsIn = new LongAdder();
    private final LongAdder packetsOut = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder heartbeats = new LongAdder();
    /** Null until the first heartbeat of the session. */
    private volatile Instant lastHeartbeat;

    /** Counts an incoming Engine.IO message, with its size in bytes. */
    void messageReceived(long bytes) {
        bytesIn.add(bytes);
    }

    /** Counts an incoming Socket.IO packet. Called with its last message. */
    void packetReceived() {
        packetsIn.increment();
    }

    /** Counts a Socket.IO packet that is about to be written, with its size in bytes. */
    void packetSent(long bytes) {
        packetsOut.increment();
        bytesOut.add(bytes);
    }

    /** Forgets when the session before had its last heartbeat. */
    void sessionOpened() {
        lastHeartbeat = null;
    }

    /** Counts a heartbeat of the server. */
    void heartbeatReceived(Instant time) {
        heartbeats.increment();
        lastHeartbeat = time;
    }

    /** Returns the number of incoming Socket.IO packets so far. */
    long packetsIn() {
        return packetsIn.sum();
    }

    /** Returns the counts so far. */
    public SessionStatus.Traffic snapshot() {
        return new SessionStatus.Traffic(
                packetsIn.sum(),
                packetsOut.sum(),
                bytesIn.sum(),
                bytesOut.sum(),
                heartbeats.sum(),
                Optional.ofNullable(lastHeartbeat));
    }
}
