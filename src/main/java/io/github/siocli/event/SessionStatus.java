package io.github.siocli.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to say of a session at a moment.
 *
 * @param transport the transport in use; empty while no Engine.IO session is open
 * @param handshake what the server said when the session opened; empty while none is open
 * @param openSince when the session opened; empty while none is open
 * @param lastHeartbeat when the server's last ping came, on any connection; empty where none has come
 * @param namespaces the namespaces, in the order in which they were first asked for
 * @param connecting whether an attempt to connect is being made, or will be
 * @param reconnections number of times that a lost connection came back
 * @param traffic what was transferred, over all connections
 * @param pendingAcks acknowledgements that we wait for, in the order of their emissions
 * @param notJoined number of packets that came in for namespaces that are not joined, by namespace
 * @param waiting number of events that wait for their namespaces to be connected
 * @param lost number of events and acknowledgements that were handed over, and will not be sent
 */
public record SessionStatus(
        Optional<Transport> transport,
        Optional<Handshake> handshake,
        Optional<Instant> openSince,
        Optional<Instant> lastHeartbeat,
        Map<String, Namespace> namespaces,
        Connecting connecting,
        int reconnections,
        Traffic traffic,
        List<PendingAck> pendingAcks,
        Map<String, Long> notJoined,
        int waiting,
        long lost) {

    public SessionStatus {
        namespaces = Collections.unmodifiableMap(new LinkedHashMap<>(namespaces));
        pendingAcks = List.copyOf(pendingAcks);
        notJoined = Collections.unmodifiableMap(new LinkedHashMap<>(notJoined));
    }

    /** Where a namespace stands. */
    public enum State {
        /** Wanted, and not connected: the server has not answered, or there is no connection. */
        ASKED,
        CONNECTED,
        /** Refused, given up, left, or disconnected by the server. */
        GONE
    }

    /**
     * A namespace.
     *
     * @param sid the server's id of the socket, while it is connected
     * @param recovery what became of its session when it was connected, while it is
     */
    public record Namespace(State state, Optional<String> sid, Optional<RecoveryOutcome> recovery) {}

    /**
     * What is done to get a connection.
     *
     * @param running whether an attempt is being made
     * @param scheduled when the next attempt will be made, where one is waited for
     */
    public record Connecting(boolean running, Optional<Instant> scheduled) {}

    /**
     * What was transferred.
     *
     * @param packetsIn Socket.IO packets that came in
     * @param packetsOut Socket.IO packets that went out
     * @param bytesIn bytes of those that came in, without the framing of the transport
     * @param bytesOut bytes of those that went out, without the framing of the transport
     * @param heartbeats pings of the server
     */
    public record Traffic(long packetsIn, long packetsOut, long bytesIn, long bytesOut, long heartbeats) {}

    /**
     * An acknowledgement that we wait for.
     *
     * @param nsp the namespace
     * @param id its id
     * @param event name of the event that asked for it
     * @param sentAt when that was sent; empty while it waits to be sent
     */
    public record PendingAck(String nsp, long id, EventName event, Optional<Instant> sentAt) {}
}
