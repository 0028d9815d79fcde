package io.github.siocli.shell.server;

import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.render.ClientIds;
import io.github.siocli.server.AckCallback;
import io.github.siocli.server.AckResponder;
import io.github.siocli.server.BroadcastTarget;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.Namespace;
import io.github.siocli.server.SioServer;
import io.github.siocli.shell.AckKey;
import io.github.siocli.shell.SessionState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Lists the connected clients and acts on them. Each operation runs on the event loop, and the calling thread waits for
 * its result.
 */
final class ServerOperations {

    private static final int MAX_LISTED = 5;

    private final SioServer server;
    private final SessionState state;
    private final EventPublisher publisher;
    private final AckRegistry ackRegistry;
    private final Clock clock;

    ServerOperations(
            SioServer server, SessionState state, EventPublisher publisher, AckRegistry ackRegistry, Clock clock) {
        this.server = server;
        this.state = state;
        this.publisher = publisher;
        this.ackRegistry = ackRegistry;
        this.clock = clock;
    }

    /**
     * The result of an emission.
     *
     * @param clients number of recipients
     * @param due the acknowledgements that the recipients owe
     */
    record EmitResult(int clients, List<AckKey> due) {}

    private interface LoopTask<T> {
        T run() throws FailureException;
    }

    /** The result or the failure of a task on the event loop. */
    private record LoopResult<T>(Optional<T> result, Optional<FailureException> failure) {}

    private <T> T onLoop(LoopTask<T> task) throws FailureException {
        LoopResult<T> outcome;
        try {
            outcome = server.query(() -> {
                try {
                    return new LoopResult<>(Optional.of(task.run()), Optional.empty());
                } catch (FailureException e) {
                    return new LoopResult<>(Optional.empty(), Optional.of(e));
                }
            });
        } catch (RejectedExecutionException e) {
            throw new FailureException(Failure.of(FailureKind.DISCONNECTED, "the server has stopped", ""), e);
        }
        if (outcome.failure().isPresent()) {
            throw outcome.failure().get();
        }
        return outcome.result().orElseThrow();
    }

    private <T> List<T> collect(Function<Namespace, Collection<T>> key) {
        try {
            return server.query(() -> {
                List<T> all = new ArrayList<>();
                server.namespaces().forEach(namespace -> all.addAll(key.apply(namespace)));
                return all;
            });
        } catch (RejectedExecutionException stopped) {
            return List.of();
        }
    }

    /** Returns the clients of all namespaces, in the order of their connection to each. */
    List<ClientInfo> clients() {
        return collect(
                namespace -> namespace.sockets().stream().map(ClientInfo::of).toList());
    }

    /** Returns the names of all namespaces that a client is or was connected to. */
    List<String> namespaces() {
        return collect(namespace -> List.of(namespace.name())).stream().sorted().toList();
    }

    /**
     * Returns the rooms of all namespaces, without those that are named like a client's id.
     *
     * @param limit limit of listed members for each room
     */
    List<RoomInfo> rooms(int limit) {
        return collect(namespace -> namespace.rooms().stream()
                        .filter(room -> namespace.socket(room).isEmpty())
                        .map(room -> RoomInfo.of(namespace, room, limit))
                        .toList())
                .stream()
                .sorted()
                .toList();
    }

    /**
     * Emits to rooms and clients, or to all clients of a namespace.
     *
     * @param to rooms and beginnings of client ids; empty for all clients
     * @param except rooms and beginnings of client ids, whose clients are left out
     */
    EmitResult emit(List<String> to, List<String> except, String nsp, Emission emission) throws FailureException {
        return onLoop(() -> {
            String[] rooms = rooms(to, nsp);
            String[] excluded = rooms(except, nsp);
            Optional<BroadcastTarget> target = server.findNamespace(nsp)
                    .map(namespace -> namespace.to(rooms).except(excluded));
            List<ClientSocket> sockets = target.map(BroadcastTarget::sockets).orElse(List.of());
            List<AckKey> due = new ArrayList<>();
            if (emission.ackTimeout().isPresent()) {
                sockets.forEach(socket -> emitWithAck(socket, emission).ifPresent(due::add));
            } else {
                target.ifPresent(clients -> clients.emit(emission.name(), emission.args()));
            }
            return new EmitResult(sockets.size(), due);
        });
    }

    /** Returns the rooms of names; the id of a client is a room with only this client. */
    private String[] rooms(List<String> names, String nsp) throws FailureException {
        List<String> rooms = new ArrayList<>();
        for (String name : names) {
            boolean isRoom = server.findNamespace(nsp)
                    .filter(namespace -> namespace.rooms().contains(name))
                    .isPresent();
            rooms.add(
                    isRoom
                            ? name
                            : findClient(name, nsp, "there is no room or client \"" + name + "\" in " + nsp)
                                    .id());
        }
        return rooms.toArray(String[]::new);
    }

    /** Returns the only client whose id begins with a prefix, or the one whose id equals it. */
    private ClientSocket findClient(String prefix, String nsp, String missingMessage) throws FailureException {
        List<ClientSocket> matching = server.findNamespace(nsp).map(Namespace::sockets).orElse(List.of()).stream()
                .filter(socket -> ClientIds.hasPrefix(socket.id(), prefix))
                .toList();
        Optional<ClientSocket> exact =
                matching.stream().filter(socket -> socket.id().equals(prefix)).findFirst();
        if (exact.isPresent() || matching.size() == 1) {
            return exact.orElseGet(() -> matching.get(0));
        }
        if (matching.isEmpty()) {
            throw UsageErrors.error(
                    missingMessage, "list them with clients and rooms; select another namespace with use /NSP");
        }
        String names = String.join(
                ", ", matching.stream().limit(MAX_LISTED).map(ClientSocket::id).toList());
        throw UsageErrors.error(
                "\"" + prefix + "\" is a prefix of the ids of " + matching.size() + " clients",
                matching.size() > MAX_LISTED ? names + ", ..." : names);
    }

    private ClientSocket findClient(String prefix, String nsp) throws FailureException {
        return findClient(prefix, nsp, "there is no client \"" + prefix + "\" in " + nsp);
    }

    private Optional<AckKey> emitWithAck(ClientSocket socket, Emission emission) {
        List<AckKey> registered = new ArrayList<>();
        Optional<AckKey> key = ackRegistry.runOwnEmission(() -> socket.emit(
                emission.name(), emission.args(), emission.ackTimeout().orElseThrow(), new AckCallback() {
                    @Override
                    public void onAck(Arguments args) {
                        // PublishingListener publishes all received acknowledgements.
                    }

                    @Override
                    public void onFailure(AckFailure failure) {
                        registered.forEach(due -> handleAckFailure(due, emission, failure));
                    }
                }));
        key.ifPresent(due -> {
            registered.add(due);
            state.update(view -> view.acks().expect(due, emission.name()));
        });
        return key;
    }

    private void handleAckFailure(AckKey due, Emission emission, AckCallback.AckFailure cause) {
        if (cause == AckCallback.AckFailure.TIMED_OUT) {
            ackRegistry.markTimedOut(due);
            publisher.publishAlways(new AckTimedOut(
                    clock.instant(),
                    due.nsp(),
                    due.id(),
                    emission.name(),
                    emission.args().values().size(),
                    emission.ackTimeout().orElseThrow(),
                    due.sid()));
        } else {
            String sid = ClientIds.shorten(due.sid().orElse(""));
            Failure disconnected =
                    Failure.of(FailureKind.DISCONNECTED, sid + " disconnected before it acknowledged", "");
            state.update(view -> view.acks().fail(due, disconnected));
        }
    }

    /** Counts an emission in the statistics if its single events are not published. */
    void countEmission(String nsp, Emission emission) {
        state.update(view -> view.eventStats()
                .count(new EventSent(clock.instant(), nsp, emission.name(), emission.args(), OptionalLong.empty())));
    }

    /** Returns the acknowledgements of a list that clients still await: a rule may have sent some of them meanwhile. */
    List<AckKey> stillAwaited(List<AckKey> keys) {
        try {
            return server.query(() -> keys.stream()
                    .filter(key -> ackRegistry.responder(key).isPresent())
                    .toList());
        } catch (RejectedExecutionException stopped) {
            return List.of();
        }
    }

    /**
     * Acknowledges an event of a client.
     *
     * @throws FailureException if no client awaits the acknowledgement
     */
    void ack(AckKey key, Arguments args) throws FailureException {
        onLoop(() -> {
            AckResponder responder = ackRegistry
                    .responder(key)
                    .orElseThrow(() -> UsageErrors.error("no client waits for the acknowledgement " + key.id(), ""));
            responder.ack(args);
            return true;
        });
    }

    /**
     * Disconnects a client from a namespace.
     *
     * @param close true to close its whole session
     * @return the id of the client
     */
    String kick(String client, String nsp, boolean close) throws FailureException {
        return onLoop(() -> {
            ClientSocket socket = findClient(client, nsp);
            socket.disconnect(close);
            return socket.id();
        });
    }

    /** Puts a client into a room and returns its id. */
    String join(String client, String nsp, String room) throws FailureException {
        return onLoop(() -> {
            ClientSocket socket = findClient(client, nsp);
            if (!socket.join(room)) {
                throw UsageErrors.error(ClientIds.shorten(socket.id()) + " is in too many rooms", "");
            }
            return socket.id();
        });
    }

    /** Takes a client out of a room and returns its id. */
    String leave(String client, String nsp, String room) throws FailureException {
        return onLoop(() -> {
            ClientSocket socket = findClient(client, nsp);
            if (!socket.rooms().contains(room)) {
                throw UsageErrors.error(ClientIds.shorten(socket.id()) + " is not in a room \"" + room + "\"", "rooms");
            }
            socket.leave(room);
            return socket.id();
        });
    }
}
