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

/** What the taps see of the Engine.IO session, and how much passes them. Any thread may call. */
public final class EngineSession {

    private static final Handshake NONE =
            new Handshake("", List.of(), Duration.ZERO, Duration.ZERO, OptionalLong.empty());

    private final Clock clock;
    private final LongAdder packetsIn = new LongAdder();
    private final LongAdder packetsOut = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final CloseTimingHeuristic moments = new CloseTimingHeuristic();
    private final NetworkWait pollingWait = new NetworkWait();
    private final NetworkWait websocketWait = new NetworkWait();
    private final HeartbeatMonitor heartbeat = new HeartbeatMonitor(System::nanoTime);
    private final LongAdder heartbeats = new LongAdder();
    private volatile Optional<Instant> lastHeartbeat = Optional.empty();
    private Transport transport = Transport.POLLING;
    private Handshake handshake = NONE;
    private Optional<Instant> openSince = Optional.empty();

    public EngineSession(Clock clock) {
        this.clock = clock;
    }

    public synchronized void opened(Transport over, Handshake said) {
        transport = over;
        handshake = said;
        openSince = Optional.of(clock.instant());
        moments.opened();
        heartbeat.start(said, networkWait(over)::nanos);
    }

    synchronized void upgraded(Transport to) {
        transport = to;
        heartbeat.start(handshake, networkWait(to)::nanos);
    }

    public synchronized void closed() {
        openSince = Optional.empty();
    }

    public synchronized Transport transport() {
        return transport;
    }

    /** The handshake of the session that opened last. */
    public synchronized Handshake handshake() {
        return handshake;
    }

    /** When the session opened; empty while none is open. */
    public synchronized Optional<Instant> openSince() {
        return openSince;
    }

    /** When the server's last ping came, or in Engine.IO 3 its last answer to ours. */
    public Optional<Instant> lastHeartbeat() {
        return lastHeartbeat;
    }

    /** An Engine.IO packet that is no message came in. */
    void receivedOther(String packet) {
        boolean ping = packet.charAt(0) == EnginePacket.PING || packet.charAt(0) == EnginePacket.PONG;
        if (ping && packet.length() == 1) {
            heartbeats.increment();
            moments.heartbeat();
            heartbeat.heartbeat();
            lastHeartbeat = Optional.of(clock.instant());
        }
    }

    /** A text message came in, as an Engine.IO packet. */
    void received(String packet) {
        bytesIn.add(Utf8.size(packet) - 1);
    }

    /** A binary message came in. */
    void received(byte[] attachment) {
        bytesIn.add(attachment.length);
    }

    /** The last message of a Socket.IO packet came in. */
    public void receivedPacket() {
        packetsIn.increment();
    }

    /** Returns the monitor of the server's heartbeat. */
    public HeartbeatMonitor heartbeat() {
        return heartbeat;
    }

    /** Returns the measure of the waits of those who read a transport. */
    public NetworkWait networkWait(Transport of) {
        return of == Transport.POLLING ? pollingWait : websocketWait;
    }

    /** What the times of the session tell of its end. */
    public CloseTimingHeuristic moments() {
        return moments;
    }

    /**
     * How the session ended, with what the time tells of it.
     *
     * @param detail what was seen
     * @param unexplained whether the server closed it, and gave no reason
     * @param inDoubt whether it is not known that the server took what was sent last
     */
    public String explained(DisconnectReason reason, String detail, boolean unexplained, boolean inDoubt) {
        if (reason == DisconnectReason.PING_TIMEOUT) {
            // The server may give up in the same moment.
            return CloseTimingHeuristic.atTimeout(handshake()) + (detail.isEmpty() ? "" : "; " + detail);
        }
        if (reason != DisconnectReason.SESSION_CLOSED) {
            return detail;
        }
        String time = unexplained ? moments.atClosing(handshake()) : "";
        String last = time.isEmpty() && inDoubt ? moments.lastSent() : time;
        return detail.isEmpty() || last.isEmpty() ? detail + last : detail + ", " + last;
    }

    /** A Socket.IO packet is about to be written. */
    public void sent(long bytes) {
        packetsOut.increment();
        bytesOut.add(bytes);
    }

    public SessionStatus.Traffic traffic() {
        return new SessionStatus.Traffic(
                packetsIn.sum(), packetsOut.sum(), bytesIn.sum(), bytesOut.sum(), heartbeats.sum());
    }
}
