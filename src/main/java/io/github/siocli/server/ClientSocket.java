package io.github.siocli.server;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.server.engine.EngineSession;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A client in a namespace. To be used on the event loop only. What is sent to one that has left goes nowhere.
 */
public final class ClientSocket {

    private final String id;
    private final Namespace namespace;
    private final ConnectRequest request;
    private final EngineSession session;
    private final Client client;
    private final AwaitedAcks acks;
    private final Set<String> rooms = new LinkedHashSet<>();
    private final Optional<String> pid;
    private final boolean recovered;
    private boolean connected = true;

    ClientSocket(
            String id,
            Namespace namespace,
            ConnectRequest request,
            EngineSession session,
            Client client,
            Optional<String> pid,
            boolean recovered) {
        this.id = id;
        this.namespace = namespace;
        this.request = request;
        this.session = session;
        this.client = client;
        this.acks = new AwaitedAcks(namespace.hub());
        this.pid = pid;
        this.recovered = recovered;
    }

    /** Its id, which its client knows too. */
    public String id() {
        return id;
    }

    /** The namespace that it is in. */
    public Namespace namespace() {
        return namespace;
    }

    /** What it said of itself. */
    public ConnectRequest request() {
        return request;
    }

    /** The session below, which all sockets of one client share. */
    public EngineSession session() {
        return session;
    }

    /** Whether it came back to what it was before (connection state recovery). */
    public boolean isRecovered() {
        return recovered;
    }

    /** Whether it is still there. */
    public boolean isConnected() {
        return connected;
    }

    /** The rooms that it is in, its own first. */
    public Set<String> rooms() {
        return Collections.unmodifiableSet(rooms);
    }

    /** Sends an event whose name is a string. */
    public void emit(String event, Arguments args) {
        emit(EventName.of(event), args);
    }

    /** Sends an event. */
    public void emit(EventName event, Arguments args) {
        if (connected && isRecoverable()) {
            send(EncodedPacket.of(
                    namespace.recovery().orElseThrow().record(namespace.name(), event, args, Set.of(id), Set.of())));
        } else {
            send(EncodedPacket.of(new Packet.Event(namespace.name(), event, args, OptionalLong.empty())));
        }
    }

    /**
     * Sends an event and asks for its acknowledgement.
     *
     * @param timeout how long that may take
     */
    public void emit(EventName event, Arguments args, Duration timeout, AckCallback callback) {
        if (!connected) {
            callback.onFailure(AckCallback.Failure.DISCONNECTED);
            return;
        }
        OptionalLong ack = acks.expect(timeout, callback);
        if (ack.isPresent()) {
            send(EncodedPacket.of(new Packet.Event(namespace.name(), event, args, ack)));
        } else {
            callback.onFailure(AckCallback.Failure.TOO_MANY);
        }
    }

    /** Everybody else in the namespace. */
    public BroadcastTarget others() {
        return namespace.everybody().except(id);
    }

    /** Joins a room; says whether it is in it, as it may not be in any number. */
    public boolean join(String room) {
        if (!connected || rooms.size() > namespace.hub().options().limits().rooms() && !rooms.contains(room)) {
            return false;
        }
        if (rooms.add(room)) {
            namespace.roomsInside().join(this, room);
        }
        return true;
    }

    /** Leaves a room. */
    public void leave(String room) {
        if (rooms.remove(room)) {
            namespace.roomsInside().leave(this, room);
        }
    }

    /**
     * Has it leave the namespace.
     *
     * @param close whether its session is closed as well, with all of its sockets
     */
    public void disconnect(boolean close) {
        if (close) {
            client.kickAll();
        } else if (connected) {
            send(EncodedPacket.of(new Packet.Disconnect(namespace.name())));
            client.remove(this, ServerDisconnectReason.KICKED);
        }
    }

    /** What it can come back with. */
    Optional<String> pid() {
        return pid;
    }

    boolean isRecoverable() {
        return pid.isPresent();
    }

    void send(EncodedPacket packet) {
        if (connected) {
            client.outlet().send(this, packet);
        }
    }

    void enter(Set<String> before) {
        namespace.add(this);
        join(id);
        before.forEach(this::join);
    }

    /** An event of the client. */
    void event(Packet.Event event) {
        Optional<AckResponder> ack =
                event.id().isPresent() ? Optional.of(responder(event.id().getAsLong())) : Optional.empty();
        namespace.hub().tell(told -> told.onEvent(this, event.name(), event.args(), ack));
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

    /** An acknowledgement of the client. */
    void ack(Packet.Ack ack) {
        namespace.hub().tell(told -> told.onAck(this, ack.id(), ack.args()));
        acks.came(ack.id(), ack.args());
    }

    /** It is gone. */
    void gone(ServerDisconnectReason reason) {
        connected = false;
        if (reason.isRecoverable()) {
            pid.ifPresent(secret -> namespace.recovery().orElseThrow().left(secret, id, new LinkedHashSet<>(rooms)));
        }
        acks.end();
        namespace.hub().tell(told -> told.onDisconnected(this, reason));
        Set.copyOf(rooms).forEach(this::leave);
        namespace.remove(this);
    }
}
