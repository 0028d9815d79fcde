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
 * @param openSession the open Engine.IO session; empty while none is open
 * @param namespaces the namespaces, in the order in which they were first requested
 * @param reconnect the attempts to connect
 * @param traffic traffic counters of all connections
 * @param pendingAcks pending acknowledgements, in the order of their emits
 * @param unjoinedPackets number of packets received for each namespace that is not joined
 * @param unsent the events and acknowledgements that are not sent
 */
public record SessionStatus(
        Optional<OpenSession> openSession,
        Map<String, NamespaceStatus> namespaces,
        ReconnectStatus reconnect,
        Traffic traffic,
        List<PendingAck> pendingAcks,
        Map<String, Long> unjoinedPackets,
        Unsent unsent) {

    public SessionStatus {
        namespaces = Collections.unmodifiableMap(new LinkedHashMap<>(namespaces));
        pendingAcks = List.copyOf(pendingAcks);
        unjoinedPackets = Collections.unmodifiableMap(new LinkedHashMap<>(unjoinedPackets));
    }

    /**
     * An open Engine.IO session.
     *
     * @param transport the transport in use
     * @param handshake the handshake of the session
     * @param since when the session opened
     */
    public record OpenSession(Transport transport, Handshake handshake, Instant since) {}

    /** The state of a namespace. */
    public enum State {
        /** Requested, but not connected: the server has not answered, or there is no connection. */
        REQUESTED,
        CONNECTED,
        /** Refused, given up, left, or disconnected by the server. */
        NOT_CONNECTED
    }

    /**
     * The state of a namespace and its socket.
     *
     * @param state the state
     * @param sid the server's id of the socket; empty while the namespace is not connected
     * @param recovery the outcome of connection state recovery; empty while the namespace is not connected
     */
    public record NamespaceStatus(State state, Optional<String> sid, Optional<RecoveryOutcome> recovery) {}

    /**
     * Attempts to connect.
     *
     * @param running true if an attempt is in progress
     * @param scheduled when the next attempt starts; empty if none is scheduled
     * @param count number of successful reconnections
     */
    public record ReconnectStatus(boolean running, Optional<Instant> scheduled, int count) {}

    /**
     * Traffic counters.
     *
     * @param packetsIn number of Socket.IO packets received
     * @param packetsOut number of Socket.IO packets sent
     * @param bytesIn bytes of the received packets, without the framing of the transport
     * @param bytesOut bytes of the sent packets, without the framing of the transport
     * @param heartbeats number of pings received from the server
     * @param lastHeartbeat when the server's last ping, or in Engine.IO 3 its last pong, arrived; empty if none has
     */
    public record Traffic(
            long packetsIn,
            long packetsOut,
            long bytesIn,
            long bytesOut,
            long heartbeats,
            Optional<Instant> lastHeartbeat) {}

    /**
     * Events and acknowledgements that were accepted, but not sent.
     *
     * @param queuedEvents number of events that are queued until their namespaces are connected
     * @param dropped number of events and acknowledgements that will not be sent
     */
    public record Unsent(int queuedEvents, long dropped) {}

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
