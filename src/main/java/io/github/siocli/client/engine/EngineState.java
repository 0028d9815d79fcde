package io.github.siocli.client.engine;

import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.event.Transport;
import io.github.siocli.net.websocket.NetworkWait;
import io.github.siocli.protocol.engineio.EnginePacket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import okio.Utf8;

/**
 * Holds the state of the current Engine.IO session (transport, handshake, heartbeat) and counts its traffic. Any thread
 * may call.
 */
public final class EngineState {

    private static final Handshake NONE =
            new Handshake("", List.of(), Duration.ZERO, Duration.ZERO, OptionalLong.empty());

    private final Clock clock;
    private final LongAdder packetsIn = new LongAdder();
    private final LongAdder packetsOut = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final CloseTimingHeuristic closeTiming = new CloseTimingHeuristic();
    private final NetworkWait pollingWait = new NetworkWait();
    private final NetworkWait websocketWait = new NetworkWait();
    private final HeartbeatMonitor heartbeatMonitor = new HeartbeatMonitor(System::nanoTime);
    private final LongAdder heartbeats = new LongAdder();
    /** Null until the first heartbeat. */
    private volatile Instant lastHeartbeat;

    private Transport transport = Transport.POLLING;
    private Handshake handshake = NONE;
    /** Null while no session is open. */
    private Instant openSince;

    public EngineState(Clock clock) {
        this.clock = clock;
    }

    /** Stores a new session and starts to monitor its heartbeat. */
    public synchronized void sessionOpened(Transport newTransport, Handshake newHandshake) {
        transport = newTransport;
        handshake = newHandshake;
        openSince = clock.instant();
        closeTiming.sessionOpened();
        heartbeatMonitor.start(newHandshake, networkWait(newTransport)::nanos);
    }

    /** Stores the transport that the session has moved to, and monitors the heartbeat on it. */
    synchronized void transportUpgraded(Transport newTransport) {
        transport = newTransport;
        heartbeatMonitor.start(handshake, networkWait(newTransport)::nanos);
    }

    public synchronized void sessionClosed() {
        openSince = null;
    }

    public synchronized Transport transport() {
        return transport;
    }

    /** Returns the handshake of the latest session. */
    public synchronized Handshake handshake() {
        return handshake;
    }

    /** Returns the time at which the session opened; empty while none is open. */
    public synchronized Optional<Instant> openSince() {
        return Optional.ofNullable(openSince);
    }

    /** Notes an incoming Engine.IO packet that is not a message. */
    void controlPacketReceived(String packet) {
        boolean isHeartbeat = packet.charAt(0) == EnginePacket.PING || packet.charAt(0) == EnginePacket.PONG;
        if (isHeartbeat && packet.length() == 1) {
            heartbeats.increment();
            closeTiming.heartbeatReceived();
            heartbeatMonitor.heartbeatReceived();
            lastHeartbeat = clock.instant();
        }
    }

    /**
     * Counts an incoming text message.
     *
     * @param packet the Engine.IO packet
     */
    void messageReceived(String packet) {
        bytesIn.add(Utf8.size(packet) - 1);
    }

    /** Counts an incoming binary message. */
    void messageReceived(byte[] attachment) {
        bytesIn.add(attachment.length);
    }

    /** Counts an incoming Socket.IO packet. Called with its last message. */
    public void packetReceived() {
        packetsIn.increment();
    }

    /** Returns the monitor of the server's heartbeat. */
    public HeartbeatMonitor heartbeatMonitor() {
        return heartbeatMonitor;
    }

    /** Returns the measurement of how long the reader of a transport waits for the network. */
    public NetworkWait networkWait(Transport readTransport) {
        return readTransport == Transport.POLLING ? pollingWait : websocketWait;
    }

    /** Returns the heuristic that explains a close from the timing. */
    public CloseTimingHeuristic closeTiming() {
        return closeTiming;
    }

    /**
     * Describes the end of the session, with an explanation from the timing.
     *
     * @param detail what was seen of the end; may be empty
     * @param isUnexplained whether the server closed the session without a reason
     * @param isInDoubt whether it is unknown that the server accepted the last packet
     */
    public String explainClose(DisconnectReason reason, String detail, boolean isUnexplained, boolean isInDoubt) {
        if (reason == DisconnectReason.PING_TIMEOUT) {
            // The server may also close the session at this moment.
            return CloseTimingHeuristic.describeTimeout(handshake()) + (detail.isEmpty() ? "" : "; " + detail);
        }
        if (reason != DisconnectReason.SESSION_CLOSED) {
            return detail;
        }
        String timingExplanation = isUnexplained ? closeTiming.explainClose(handshake()) : "";
        String explanation =
                timingExplanation.isEmpty() && isInDoubt ? closeTiming.describeLastSent() : timingExplanation;
        return detail.isEmpty() || explanation.isEmpty() ? detail + explanation : detail + ", " + explanation;
    }

    /** Counts a Socket.IO packet that is about to be written. */
    public void packetSent(long bytes) {
        packetsOut.increment();
        bytesOut.add(bytes);
    }

    public SessionStatus.Traffic traffic() {
        return new SessionStatus.Traffic(
                packetsIn.sum(),
                packetsOut.sum(),
                bytesIn.sum(),
                bytesOut.sum(),
                heartbeats.sum(),
                Optional.ofNullable(lastHeartbeat));
    }
}
