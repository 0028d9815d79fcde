package io.github.siocli.server;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.fault.Fault;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A client in a namespace. Use it on the event loop only. Packets to a socket that has left are discarded. */
public final class ClientSocket {

    private final String id;
    private final Namespace namespace;
    private final ConnectRequest request;
    private final EngineSession session;
    private final Client client;
    private final AwaitedAcks acks;
    private final Set<String> rooms = new LinkedHashSet<>();
    /** Private session id for recovery; null if recovery is off. */
    private final @Nullable String pid;

    private final boolean isRecovered;
    private boolean isConnected = true;
    /** Null for none. */
    private @Nullable Object attachment;

    /**
     * Creates a socket, which is not in its namespace yet.
     *
     * @param pid private session id for recovery; null if recovery is off
     */
    ClientSocket(
            String id,
            Namespace namespace,
            ConnectRequest request,
            EngineSession session,
            Client client,
            @Nullable String pid,
            boolean recovered) {
        this.id = id;
        this.namespace = namespace;
        this.request = request;
        this.session = session;
        this.client = client;
        this.acks = new AwaitedAcks(namespace.state());
        this.pid = pid;
        this.isRecovered = recovered;
    }

    /** Returns the socket id, which the client knows too. */
    public String id() {
        return id;
    }

    /** Returns the namespace of the socket. */
    public Namespace namespace() {
        return namespace;
    }

    /** Returns the request with which the client connected to the namespace. */
    public ConnectRequest request() {
        return request;
    }

    /** Returns the session, which all sockets of the client share. */
    public EngineSession session() {
        return session;
    }

    /** Attaches an object of the listener. It is still attached after a recovery. */
    public void attach(@Nullable Object object) {
        attachment = object;
    }

    /** Returns the attached object; empty if there is none. */
    public Optional<Object> attachment() {
        return Optional.ofNullable(attachment);
    }

    /** Returns true if the socket was restored after a lost connection (connection state recovery). */
    public boolean isRecovered() {
        return isRecovered;
    }

    /** Returns true if the socket has not left the namespace. */
    public boolean isConnected() {
        return isConnected;
    }

    /** Returns the rooms of the socket, starting with its own. */
    public Set<String> rooms() {
        return Collections.unmodifiableSet(rooms);
    }

    /** Sends an event with a string as its name. */
    public void emit(String event, Arguments args) {
        emit(EventName.of(event), args);
    }

    /** Sends an event. */
    public void emit(EventName event, Arguments args) {
        if (isConnected && isRecoverable()) {
            send(EncodedPacket.of(
                    namespace.recovery().orElseThrow().addEvent(namespace.name(), event, args, Set.of(id), Set.of())));
        } else {
            send(EncodedPacket.of(new Packet.Event(namespace.name(), event, args, OptionalLong.empty())));
        }
    }

    /**
     * Sends an event and requests an acknowledgement.
     *
     * @param timeout time until the callback reports a failure
     */
    public void emit(EventName event, Arguments args, Duration timeout, AckCallback callback) {
        if (!isConnected) {
            callback.onFailure(AckCallback.AckFailure.DISCONNECTED);
            return;
        }
        OptionalLong ack = acks.expect(timeout, callback);
        if (ack.isPresent()) {
            send(EncodedPacket.of(new Packet.Event(namespace.name(), event, args, ack)));
        } else {
            callback.onFailure(AckCallback.AckFailure.TOO_MANY);
        }
    }

    /** Returns all other sockets of the namespace. */
    public BroadcastTarget others() {
        return namespace.all().except(id);
    }

    /** Joins a room. Returns false if the socket is in the maximum number of rooms. */
    public boolean join(String room) {
        if (!isConnected || rooms.size() > namespace.state().options().limits().rooms() && !rooms.contains(room)) {
            return false;
        }
        if (rooms.add(room)) {
            namespace.roomRegistry().join(this, room);
        }
        return true;
    }

    /** Leaves a room. */
    public void leave(String room) {
        if (rooms.remove(room)) {
            namespace.roomRegistry().leave(this, room);
        }
    }

    /**
     * Disconnects the socket from the namespace.
     *
     * @param close true to close the session, with all its sockets
     */
    public void disconnect(boolean close) {
        if (close) {
            client.disconnectAll();
        } else if (isConnected) {
            send(EncodedPacket.of(new Packet.Disconnect(namespace.name())));
            client.remove(this, ServerDisconnectReason.KICKED);
        }
    }

    /** Applies a fault of the session at once. */
    public void inject(Fault fault) {
        client.sender().inject(fault, namespace.name(), List.of());
    }

    /** Returns the private session id for recovery, or empty if recovery is off. */
    Optional<String> pid() {
        return Optional.ofNullable(pid);
    }

    boolean isRecoverable() {
        return pid != null;
    }

    void send(EncodedPacket packet) {
        if (isConnected) {
            client.sender().send(this, packet);
        }
    }

    void enter(Set<String> before) {
        namespace.add(this);
        join(id);
        before.forEach(this::join);
    }

    /** Handles an event of the client. */
    void handleEvent(Packet.Event event) {
        AckResponder ack = event.id().isPresent() ? responder(event.id().getAsLong()) : null;
        namespace.state().notifyListener(told -> told.onEvent(this, event.name(), event.args(), ack));
    }

    private AckResponder responder(long number) {
        AtomicBoolean answered = new AtomicBoolean();
        return new AckResponder() {
            @Override
            public void ack(Arguments args) {
                if (!answered.getAndSet(true)) {
                    send(EncodedPacket.of(new Packet.Ack(namespace.name(), number, args)));
                }
            }

            @Override
            public OptionalLong id() {
                return OptionalLong.of(number);
            }
        };
    }

    /** Handles an acknowledgement of the client. */
    void handleAck(Packet.Ack ack) {
        namespace.state().notifyListener(told -> told.onAck(this, ack.id(), ack.args()));
        acks.handleAck(ack.id(), ack.args());
    }

    /** Handles the end of the socket. */
    void handleDisconnect(ServerDisconnectReason reason) {
        isConnected = false;
        if (pid != null && reason.isRecoverable()) {
            namespace.recovery().orElseThrow().addClient(pid, id, new LinkedHashSet<>(rooms), attachment);
        }
        acks.failAll();
        namespace.state().notifyListener(told -> told.onDisconnected(this, reason));
        Set.copyOf(rooms).forEach(this::leave);
        namespace.remove(this);
    }
}
