package io.github.siocli.event;

import io.github.siocli.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An event about a connection, a session or our server, rather than data on it. Commands show these on standard error.
 *
 * <p>A namespace begins with a slash.
 */
public sealed interface LifecycleEvent extends Event {

    /** Calls the visitor's method for this kind of event. */
    <R> R accept(Visitor<R> visitor);

    /** Returns true if a command shows the event even if it shows no other lifecycle event. */
    default boolean isWarning() {
        return false;
    }

    @Override
    default boolean isAlwaysWritten() {
        return false;
    }

    /**
     * One method for each kind of lifecycle event.
     *
     * @param <R> result type of the methods
     */
    interface Visitor<R> extends ConnectionVisitor<R> {

        R visit(SessionOpened event);

        R visit(TransportUpgraded event);

        R visit(UpgradeFailed event);

        R visit(EventDropped event);

        R visit(OversizedPayload event);

        R visit(EnginePathChanged event);

        R visit(PacketRejected event);

        R visit(UnjoinedPacket event);

        R visit(ServerListening event);

        R visit(ClientConnected event);

        R visit(ClientRefused event);

        R visit(ClientDisconnected event);
    }

    /** An event that changes if a namespace is connected, or can still become connected. */
    sealed interface ConnectionEvent extends LifecycleEvent {

        /** Calls the visitor's method for this kind of event. */
        <R> R accept(ConnectionVisitor<R> visitor);

        @Override
        default <R> R accept(Visitor<R> visitor) {
            ConnectionVisitor<R> connectionVisitor = visitor;
            return accept(connectionVisitor);
        }
    }

    /** An event of our server, which {@code --json} always writes. */
    sealed interface ServerEvent extends LifecycleEvent {

        @Override
        default boolean isAlwaysWritten() {
            return true;
        }
    }

    /**
     * One method for each kind of connection event.
     *
     * @param <R> result type of the methods
     */
    interface ConnectionVisitor<R> {

        R visit(NamespaceConnected event);

        R visit(NamespaceRefused event);

        R visit(ConnectFailed event);

        R visit(NamespaceDisconnected event);

        R visit(ReconnectScheduled event);

        R visit(ReconnectGivenUp event);
    }

    /**
     * The server opened an Engine.IO session.
     *
     * @param time when the session opened
     * @param transport the transport that the session was opened with
     * @param handshake the server's handshake
     */
    record SessionOpened(Instant time, Transport transport, Handshake handshake) implements LifecycleEvent {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * The session moved to another transport.
     *
     * @param time when the upgrade was complete
     * @param from the transport before the upgrade
     * @param to the transport after the upgrade
     */
    record TransportUpgraded(Instant time, Transport from, Transport to) implements LifecycleEvent {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An upgrade to another transport failed. The session continues on its current transport.
     *
     * @param time when the upgrade failed
     * @param failure why it failed
     */
    record UpgradeFailed(Instant time, Failure failure) implements LifecycleEvent {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * The client changed the engine path: it removed or added the slash at the end.
     *
     * @param time when it changed
     * @param path the path that the client uses from now on
     * @param formerPath the path that the server does not serve
     * @param formerResponse status and reason of the server's response at the old path
     */
    record EnginePathChanged(Instant time, String path, String formerPath, String formerResponse)
            implements LifecycleEvent {

        @Override
        public boolean isWarning() {
            return true;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A namespace is connected.
     *
     * @param time when the server's CONNECT packet was received
     * @param nsp the namespace
     * @param sid the server's id of this socket
     * @param transport the transport at that time
     * @param handshake the handshake of the Engine.IO session that carries the namespace
     * @param recovery the outcome of connection state recovery; empty on Engine.IO 3, which has no recovery
     * @param pendingUpgrade the transport that the session is about to upgrade to; empty if it stays on its transport
     */
    record NamespaceConnected(
            Instant time,
            String nsp,
            String sid,
            Transport transport,
            Handshake handshake,
            Optional<RecoveryOutcome> recovery,
            Optional<Transport> pendingUpgrade)
            implements ConnectionEvent {

        /** Creates an event of a session that stays on its transport. */
        public NamespaceConnected(
                Instant time,
                String nsp,
                String sid,
                Transport transport,
                Handshake handshake,
                Optional<RecoveryOutcome> recovery) {
            this(time, nsp, sid, transport, handshake, recovery, Optional.empty());
        }

        /** Creates an event for a server without connection state recovery. */
        public NamespaceConnected(Instant time, String nsp, String sid, Transport transport, Handshake handshake) {
            this(time, nsp, sid, transport, handshake, Optional.empty());
        }

        @Override
        public <R> R accept(ConnectionVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * The server refused to connect a namespace (CONNECT_ERROR packet).
     *
     * @param time when the packet was received
     * @param nsp the namespace
     * @param message the server's message; empty if the packet has none
     * @param data additional data of the packet, as it was on the wire
     */
    record NamespaceRefused(Instant time, String nsp, String message, Optional<Json> data) implements ConnectionEvent {

        /** Messages for an unknown namespace: of JavaScript and Java servers, and of Python servers. */
        private static final Set<String> UNKNOWN_NAMESPACE = Set.of("Invalid namespace", "Unable to connect");

        /** Returns true if the server has no such namespace. */
        public boolean isUnknownNamespace() {
            return UNKNOWN_NAMESPACE.contains(message) && data.isEmpty();
        }

        @Override
        public <R> R accept(ConnectionVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An attempt to connect failed.
     *
     * @param time when the attempt failed
     * @param failure why it failed
     */
    record ConnectFailed(Instant time, Failure failure) implements ConnectionEvent {

        @Override
        public <R> R accept(ConnectionVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A namespace is no longer connected.
     *
     * @param time when it was disconnected
     * @param nsp the namespace
     * @param reason why it was disconnected
     * @param serverReason the reason in the server's DISCONNECT packet
     * @param detail evidence from the wire, such as a close code; may be empty
     * @param hint what the user can try; may be empty
     * @param pendingAcks number of pending acknowledgements that can no longer arrive
     */
    record NamespaceDisconnected(
            Instant time,
            String nsp,
            DisconnectReason reason,
            ServerReason serverReason,
            String detail,
            String hint,
            int pendingAcks)
            implements ConnectionEvent {

        /** Creates an event without a reason from the server and without a hint. */
        public NamespaceDisconnected(
                Instant time, String nsp, DisconnectReason reason, String detail, int pendingAcks) {
            this(time, nsp, reason, ServerReason.NONE, detail, "", pendingAcks);
        }

        @Override
        public <R> R accept(ConnectionVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Another attempt to connect is scheduled.
     *
     * @param time when it was scheduled
     * @param attempt number of the attempt, from 1
     * @param limit largest number of attempts; empty if there is no limit
     * @param delay time until the attempt
     */
    record ReconnectScheduled(Instant time, int attempt, OptionalInt limit, Duration delay) implements ConnectionEvent {

        @Override
        public <R> R accept(ConnectionVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * The client makes no more attempts to connect.
     *
     * @param time when the last attempt failed
     * @param attempts number of attempts that failed
     */
    record ReconnectGivenUp(Instant time, int attempts) implements ConnectionEvent {

        @Override
        public <R> R accept(ConnectionVisitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A queued event was dropped before any of it was sent.
     *
     * @param time when it was dropped
     * @param nsp the namespace
     * @param name name of the event
     * @param ackId id that the server would have acknowledged the event with; empty if no acknowledgement was asked for
     * @param reason why it was dropped
     */
    record EventDropped(Instant time, String nsp, EventName name, OptionalLong ackId, DropReason reason)
            implements LifecycleEvent {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A packet is about to be sent that is larger than the server's limit, which most likely ends the session. Reported
     * once for each packet.
     *
     * @param time when it was reported
     * @param nsp the namespace
     * @param event name of the event; empty if the packet is an acknowledgement, or a CONNECT packet with its auth
     *     payload
     * @param ackId id of the acknowledgement that is sent or asked for
     * @param size size in bytes of the HTTP request body or the websocket frame
     * @param limit largest payload in bytes that the server accepts, by its handshake
     */
    record OversizedPayload(
            Instant time, String nsp, Optional<EventName> event, OptionalLong ackId, long size, long limit)
            implements LifecycleEvent {

        @Override
        public boolean isWarning() {
            return true;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An invalid packet was received and skipped. The session continues.
     *
     * @param time when it was received
     * @param packet text of the packet
     * @param problem what is wrong with the packet
     * @param attachments binary messages in or after the packet, which belong to no event
     */
    record PacketRejected(Instant time, String packet, String problem, List<Attachment> attachments)
            implements LifecycleEvent {

        public PacketRejected {
            attachments = List.copyOf(attachments);
        }

        /** Creates an event without binary messages. */
        public PacketRejected(Instant time, String packet, String problem) {
            this(time, packet, problem, List.of());
        }

        @Override
        public boolean isWarning() {
            return true;
        }

        @Override
        public boolean isFromNetwork() {
            return true;
        }

        @Override
        public long payloadSize() {
            return packet.length()
                    + attachments.stream().mapToLong(Attachment::size).sum();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A packet was received for a namespace that is not joined. It counts neither as an event nor as an acknowledgement
     * of this session.
     *
     * @param time when it was received
     * @param content what the packet contains
     * @param autoJoined true if the server connects the namespace without being asked, as Engine.IO 3 servers do with
     *     the root namespace; its packets are then expected
     * @param count number of packets received for the namespace so far, including this one
     */
    record UnjoinedPacket(Instant time, PacketContent content, boolean autoJoined, long count)
            implements LifecycleEvent {

        /**
         * The content of a packet.
         *
         * @param nsp the namespace
         * @param type packet type in the words of the protocol, such as {@code EVENT}
         * @param name name of the event; empty for other packets
         * @param id id of the acknowledgement that the packet is or asks for; empty if there is none
         * @param args arguments of the packet, or its payload if its type has no arguments
         */
        public record PacketContent(
                String nsp, String type, Optional<EventName> name, OptionalLong id, Arguments args) {}

        @Override
        public boolean isWarning() {
            return true;
        }

        @Override
        public boolean isAlwaysWritten() {
            return true;
        }

        @Override
        public boolean isFromNetwork() {
            return true;
        }

        @Override
        public long payloadSize() {
            return content.args().size();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Our server began to listen.
     *
     * @param time when it began to listen
     * @param url the server's URL, as a client writes it
     * @param offers protocols and transports of the server, as text for users
     * @param clients how clients connect to the server, as text for users
     */
    record ServerListening(Instant time, String url, String offers, String clients) implements ServerEvent {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A client connected to a namespace of our server.
     *
     * @param time when it connected
     * @param nsp the namespace
     * @param sid id of the client's socket
     * @param transport the transport at that time
     * @param eio the client's generation of Engine.IO, 3 or 4
     * @param address the client's address
     * @param recovered true if the client's former session was restored (connection state recovery)
     */
    record ClientConnected(
            Instant time, String nsp, String sid, Transport transport, int eio, String address, boolean recovered)
            implements ServerEvent {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Our server refused to connect a client to a namespace.
     *
     * @param time when it refused
     * @param nsp the namespace
     * @param message the message that the client receives
     * @param data additional data that the client receives
     * @param address the client's address
     */
    record ClientRefused(Instant time, String nsp, String message, Optional<Json> data, String address)
            implements ServerEvent {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A client disconnected from a namespace of our server.
     *
     * @param time when it disconnected
     * @param nsp the namespace
     * @param sid id of the client's socket
     * @param reason why, in the words of the protocol
     * @param byClient true if the client disconnected on its own
     */
    record ClientDisconnected(Instant time, String nsp, String sid, String reason, boolean byClient)
            implements ServerEvent {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
