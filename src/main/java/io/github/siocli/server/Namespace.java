package io.github.siocli.server;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A namespace and its connected sockets. Use it on the event loop only. */
public final class Namespace {

    private final String name;
    private final ServerState state;
    private final Map<String, ClientSocket> sockets = new LinkedHashMap<>();
    private final RoomRegistry<ClientSocket> rooms = new RoomRegistry<>();
    /** Null if recovery is off. */
    private final @Nullable RecoveryStore recovery;

    Namespace(String name, ServerState state) {
        this.name = name;
        this.state = state;
        this.recovery = state.options()
                .recovery()
                .map(options -> new RecoveryStore(
                        options, state.recoveryBudget(), new OffsetGenerator(Clock.systemUTC()), System::nanoTime))
                .orElse(null);
    }

    /** Returns the name, which begins with a slash. */
    public String name() {
        return name;
    }

    /** Returns the sockets, in the order in which they connected. */
    public Collection<ClientSocket> sockets() {
        return List.copyOf(sockets.values());
    }

    /** Returns the socket with an id. */
    public Optional<ClientSocket> socket(String sid) {
        return Optional.ofNullable(sockets.get(sid));
    }

    /** Returns the rooms that have members. Each socket is the only member of the room with its id as the name. */
    public Set<String> rooms() {
        return rooms.names();
    }

    /** Returns the members of a room. */
    public Collection<ClientSocket> members(String room) {
        return List.copyOf(rooms.members(room));
    }

    /** Returns a target with all sockets. */
    public BroadcastTarget all() {
        return new BroadcastTarget(this, Set.of(), Set.of());
    }

    /** Returns a target with the members of rooms. */
    public BroadcastTarget to(String... rooms) {
        return all().to(rooms);
    }

    /** Sends an event with a string as its name to all clients. */
    public void emit(String event, Arguments args) {
        emit(EventName.of(event), args);
    }

    /** Sends an event to all clients. */
    public void emit(EventName event, Arguments args) {
        all().emit(event, args);
    }

    ServerState state() {
        return state;
    }

    RoomRegistry<ClientSocket> roomRegistry() {
        return rooms;
    }

    Optional<RecoveryStore> recovery() {
        return Optional.ofNullable(recovery);
    }

    void add(ClientSocket socket) {
        sockets.put(socket.id(), socket);
    }

    void remove(ClientSocket socket) {
        sockets.remove(socket.id(), socket);
        state.remove(this);
    }

    boolean isRemovable() {
        return sockets.isEmpty() && (recovery == null || recovery.isEmpty());
    }

    /** Ends the timers of a namespace that is removed. */
    void close() {
        if (recovery != null) {
            recovery.clear();
        }
    }

    void broadcast(EventName event, Arguments args, Set<String> to, Set<String> except) {
        EncodedPacket plain = EncodedPacket.of(new Packet.Event(name, event, args, OptionalLong.empty()));
        EncodedPacket numbered =
                recovery == null ? plain : EncodedPacket.of(recovery.addEvent(name, event, args, to, except));
        for (ClientSocket socket : new BroadcastTarget(this, to, except).sockets()) {
            socket.send(socket.isRecoverable() ? numbered : plain);
        }
    }
}
