package io.github.siocli.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot of the state of a session.
 *
 * @param transport the transport in use; empty while no Engine.IO session is open
 * @param handshake the handshake of the open Engine.IO session; empty while none is open
 * @param openSince when the Engine.IO session opened; empty while none is open
 * @param lastHeartbeat when the server's last ping arrived, on any connection; empty if none has arrived
 * @param namespaces the namespaces, in the order in which they were first requested
 * @param reconnect the attempts to connect
 * @param reconnections number of successful reconnections
 * @param traffic traffic counters of all connections
 * @param pendingAcks pending acknowledgements, in the order of their emits
 * @param unjoinedPackets number of packets received for each namespace that is not joined
 * @param queuedEvents number of events that are queued until their namespaces are connected
 * @param dropped number of events and acknowledgements that were accepted and will not be sent
 */
public record SessionStatus(
        Optional<Transport> transport,
        Optional<Handshake> handshake,
        Optional<Instant> openSince,
        Optional<Instant> lastHeartbeat,
        Map<String, Namespace> namespaces,
        ReconnectStatus reconnect,
        int reconnections,
        Traffic traffic,
        List<PendingAck> pendingAcks,
        Map<String, Long> unjoinedPackets,
        int queuedEvents,
        long dropped) {

    public SessionStatus {
        namespaces = Collections.unmodifiableMap(new LinkedHashMap<>(namespaces));
        pendingAcks = List.copyOf(pendingAcks);
        unjoinedPackets = Collections.unmodifiableMap(new LinkedHashMap<>(unjoinedPackets));
    }

    /** The state of a namespace. */
    public enum State {
        /** Requested, but not connected: the server has not answered, or there is no connection. */
        ASKED,
        CONNECTED,
        /** Refused, given up, left, or disconnected by the server. */
        GONE
    }

    /**
     * The state of a namespace and its socket.
     *
     * @param state the state
     * @param sid the server's id of the socket; empty while the namespace is not connected
     * @param recovery the outcome of connection state recovery; empty while the namespace is not connected
     */
    public record Namespace(State state, Optional<String> sid, Optional<RecoveryOutcome> recovery) {}

    /**
     * Attempts to connect.
     *
     * @param running true if an attempt is in progress
     * @param scheduled when the next attempt starts; empty if none is scheduled
     */
    public record ReconnectStatus(boolean running, Optional<Instant> scheduled) {}

    /**
     * Traffic counters.
     *
     * @param packetsIn number of Socket.IO packets received
     * @param packetsOut number of Socket.IO packets sent
     * @param bytesIn bytes of the received packets, without the framing of the transport
     * @param bytesOut bytes of the sent packets, without the framing of the transport
     * @param heartbeats number of pings received from the server
     */
    public record Traffic(long packetsIn, long packetsOut, long bytesIn, long bytesOut, long heartbeats) {}

    /**
     * A pending acknowledgement.
     *
     * @param nsp the namespace
     * @param id id of the acknowledgement
     * @param event name of the event that asks for the acknowledgement
     * @param sentAt when the event was sent; empty while it is queued
     */
    public record PendingAck(String nsp, long id, EventName event, Optional<Instant> sentAt) {}
}
