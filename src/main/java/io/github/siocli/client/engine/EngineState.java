package io.github.siocli.client.engine;

import io.github.siocli.event.Handshake;
import io.github.siocli.event.Transport;
import io.github.siocli.net.websocket.NetworkWait;
import io.github.siocli.protocol.engineio.EnginePacket;
import io.github.siocli.protocol.engineio.HeartbeatMonitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** State of the Engine.IO session of a connection: transport, handshake and heartbeat. Any thread may call. */
public final class EngineState {

    private static final Session NONE = new Session(
            Transport.POLLING,
            new Handshake("", List.of(), Duration.ZERO, Duration.ZERO, OptionalLong.empty()),
            Optional.empty());

    /** A session; {@code openSince} is empty if it is not open. */
    private record Session(Transport transport, Handshake handshake, Optional<Instant> openSince) {}

    private final Clock clock;
    private final TrafficCounter traffic;
    private final CloseTimingHeuristic closeTiming = new CloseTimingHeuristic(System::nanoTime);
    private final NetworkWait pollingWait = new NetworkWait();
    private final NetworkWait websocketWait = new NetworkWait();
    private final HeartbeatMonitor heartbeatMonitor = new HeartbeatMonitor(System::nanoTime);

    private volatile Session session = NONE;

    /**
     * Creates the state of a connection whose session is not open.
     *
     * @param traffic counts what comes in
     */
    public EngineState(Clock clock, TrafficCounter traffic) {
        this.clock = clock;
        this.traffic = traffic;
    }

    /** Stores the session and starts to monitor its heartbeat. */
    public void sessionOpened(Transport transport, Handshake handshake) {
        session = new Session(transport, handshake, Optional.of(clock.instant()));
        closeTiming.sessionOpened();
        traffic.sessionOpened();
        heartbeatMonitor.start(handshake, networkWait(transport)::nanos);
    }

    /** Stores the transport that the session has moved to, and monitors the heartbeat on it. */
    void transportUpgraded(Transport transport) {
        Session before = session;
        session = new Session(transport, before.handshake(), before.openSince());
        heartbeatMonitor.start(before.handshake(), networkWait(transport)::nanos);
    }

    /** Returns the transport that the session uses. */
    Transport transport() {
        return session.transport();
    }

    /** Returns the handshake; an empty one before the session opened. */
    public Handshake handshake() {
        return session.handshake();
    }

    /** Returns the time at which the session opened; empty before. */
    Optional<Instant> openSince() {
        return session.openSince();
    }

    /** Notes an incoming Engine.IO packet that is not a message. */
    void controlPacketReceived(String packet) {
        boolean isHeartbeat = packet.charAt(0) == EnginePacket.PING || packet.charAt(0) == EnginePacket.PONG;
        if (isHeartbeat && packet.length() == 1) {
            traffic.heartbeatReceived(clock.instant());
            closeTiming.heartbeatReceived();
            heartbeatMonitor.heartbeatReceived();
        }
    }

    /**
     * Counts an incoming message.
     *
     * @param size its number of bytes without the type of the Engine.IO packet
     */
    void messageReceived(int size) {
        traffic.messageReceived(size);
    }

    /** Returns the monitor of the server's heartbeat. */
    HeartbeatMonitor heartbeatMonitor() {
        return heartbeatMonitor;
    }

    /** Returns the measurement of how long the reader of a transport waits for the network. */
    NetworkWait networkWait(Transport readTransport) {
        return readTransport == Transport.POLLING ? pollingWait : websocketWait;
    }

    /** Returns the heuristic that explains a close from the timing. */
    CloseTimingHeuristic closeTiming() {
        return closeTiming;
    }
}
