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
public final class ServerOperations {

    private static final int NAMED = 5;

    private final SioServer server;
    private final SessionState ledger;
    private final EventPublisher out;
    private final AckRegistry questions;
    private final Clock clock;

    ServerOperations(SioServer server, SessionState ledger, EventPublisher out, AckRegistry questions, Clock clock) {
        this.server = server;
        this.ledger = ledger;
        this.out = out;
        this.questions = questions;
        this.clock = clock;
    }

    /**
     * The result of an emission.
     *
     * @param clients number of recipients
     * @param due the acknowledgements that the recipients owe
     */
    public record EmitResult(int clients, List<AckKey> due) {}

    /** The recipients of an emission, and the action that emits to all of them. */
    private record ChosenClients(Collection<ClientSocket> sockets, Runnable emission) {}

    private interface Task<T> {
        T run() throws FailureException;
    }

    /** The result or the failure of a task on the event loop. */
    private record Outcome<T>(Optional<T> result, Optional<FailureException> failure) {}

    private <T> T onLoop(Task<T> task) throws FailureException {
        Outcome<T> outcome;
        try {
            outcome = server.query(() -> {
                try {
                    return new Outcome<>(Optional.of(task.run()), Optional.empty());
                } catch (FailureException e) {
                    return new Outcome<>(Optional.empty(), Optional.of(e));
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

    private <T> List<T> ofAll(Function<Namespace, Collection<T>> question) {
        try {
            return server.query(() -> {
                List<T> all = new ArrayList<>();
                server.namespaces().forEach(namespace -> all.addAll(question.apply(namespace)));
                return all;
            });
        } catch (RejectedExecutionException stopped) {
            return List.of();
        }
    }

    /** Returns the clients of all namespaces, in the order of their connection to each. */
    public List<ClientInfo> clients() {
        return ofAll(
                namespace -> namespace.sockets().stream().map(ClientInfo::of).toList());
    }

    /** Returns the names of all namespaces that a client is or was connected to. */
    public List<String> namespaces() {
        return ofAll(namespace -> List.of(namespace.name())).stream().sorted().toList();
    }

    /**
     * Returns the rooms of all namespaces, without those that are named like a client's id.
     *
     * @param most limit of listed members for each room
     */
    public List<RoomInfo> rooms(int most) {
        return ofAll(namespace -> namespace.rooms().stream()
                        .filter(room -> namespace.socket(room).isEmpty())
                        .map(room -> RoomInfo.of(namespace, room, most))
                        .toList())
                .stream()
                .sorted()
                .toList();
    }

    /** Emits to a room, to a client, or to all clients of a namespace. */
    EmitResult emit(Optional<String> to, String nsp, Emission emission) throws FailureException {
        return onLoop(() -> {
            ChosenClients chosen = to.isEmpty() ? everybody(nsp, emission) : named(to.get(), nsp, emission);
            if (emission.ackTimeout().isEmpty()) {
                chosen.emission().run();
                return new EmitResult(chosen.sockets().size(), List.of());
            }
            List<AckKey> due = new ArrayList<>();
            chosen.sockets().forEach(socket -> ask(socket, emission).ifPresent(due::add));
            return new EmitResult(chosen.sockets().size(), due);
        });
    }

    private Optional<Namespace> find(String nsp) {
        return server.namespaces().stream()
                .filter(namespace -> namespace.name().equals(nsp))
                .findFirst();
    }

    private ChosenClients everybody(String nsp, Emission emission) {
        return find(nsp)
                .map(namespace ->
                        new ChosenClients(namespace.sockets(), () -> namespace.emit(emission.name(), emission.args())))
                .orElse(new ChosenClients(List.of(), () -> {}));
    }

    private ChosenClients named(String to, String nsp, Emission emission) throws FailureException {
        Optional<Namespace> namespace = find(nsp);
        if (namespace.isPresent() && namespace.get().rooms().contains(to)) {
            return new ChosenClients(
                    namespace.get().members(to), () -> namespace.get().to(to).emit(emission.name(), emission.args()));
        }
        ClientSocket socket = client(to, nsp, "there is no room or client \"" + to + "\" in " + nsp);
        return new ChosenClients(List.of(socket), () -> socket.emit(emission.name(), emission.args()));
    }

    /** Returns the only client whose id begins with a prefix, or the one whose id equals it. */
    private ClientSocket client(String prefix, String nsp, String otherwise) throws FailureException {
        List<ClientSocket> found = find(nsp).map(Namespace::sockets).orElse(List.of()).stream()
                .filter(socket -> isNamed(socket.id(), prefix))
                .toList();
        Optional<ClientSocket> exact =
                found.stream().filter(socket -> socket.id().equals(prefix)).findFirst();
        if (exact.isPresent() || found.size() == 1) {
            return exact.orElseGet(() -> found.get(0));
        }
        if (found.isEmpty()) {
            throw UsageErrors.error(
                    otherwise, "list them with clients and rooms; select another namespace with use /NSP");
        }
        String names = String.join(
                ", ", found.stream().limit(NAMED).map(ClientSocket::id).toList());
        throw UsageErrors.error(
                "\"" + prefix + "\" is a prefix of the ids of " + found.size() + " clients",
                found.size() > NAMED ? names + ", ..." : names);
    }

    /**
     * Returns true if an id begins with a prefix. Ids of Engine.IO 3 may have a namespace and {@code #} before them,
     * which the prefix may omit.
     */
    public static boolean isNamed(String sid, String prefix) {
        return sid.startsWith(prefix) || sid.substring(sid.lastIndexOf('#') + 1).startsWith(prefix);
    }

    private ClientSocket client(String prefix, String nsp) throws FailureException {
        return client(prefix, nsp, "there is no client \"" + prefix + "\" in " + nsp);
    }

    private Optional<AckKey> ask(ClientSocket socket, Emission emission) {
        List<AckKey> asked = new ArrayList<>();
        Optional<AckKey> question = questions.own(() -> socket.emit(
                emission.name(), emission.args(), emission.ackTimeout().orElseThrow(), new AckCallback() {
                    @Override
                    public void onAck(Arguments args) {
                        // PublishingListener publishes all received acknowledgements.
                    }

                    @Override
                    public void onFailure(Failure failure) {
                        asked.forEach(due -> failed(due, emission, failure));
                    }
                }));
        question.ifPresent(due -> {
            asked.add(due);
            ledger.enter(view -> view.answers().expect(due, emission.name()));
        });
        return question;
    }

    private void failed(AckKey due, Emission emission, AckCallback.Failure why) {
        if (why == AckCallback.Failure.TIMED_OUT) {
            questions.late(due);
            out.tellAnyway(new AckTimedOut(
                    clock.instant(),
                    due.nsp(),
                    due.id(),
                    emission.name(),
                    emission.ackTimeout().orElseThrow(),
                    due.sid()));
        } else {
            String sid = ClientIds.shorten(due.sid().orElse(""));
            Failure gone = Failure.of(FailureKind.DISCONNECTED, sid + " disconnected before it acknowledged", "");
            ledger.enter(view -> view.answers().ended(due, Optional.of(gone)));
        }
    }

    /** Counts an emission in the statistics if its single events are not published. */
    void note(String nsp, Emission emission) {
        ledger.enter(view -> view.traffic()
                .on(new EventSent(clock.instant(), nsp, emission.name(), emission.args(), OptionalLong.empty())));
    }

    /**
     * Acknowledges an event of a client.
     *
     * @throws FailureException if no client awaits the acknowledgement
     */
    public void ack(AckKey question, Arguments args) throws FailureException {
        onLoop(() -> {
            AckResponder responder = questions
                    .responder(question)
                    .orElseThrow(
                            () -> UsageErrors.error("no client waits for the acknowledgement " + question.id(), ""));
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
    public String kick(String client, String nsp, boolean close) throws FailureException {
        return onLoop(() -> {
            ClientSocket socket = client(client, nsp);
            socket.disconnect(close);
            return socket.id();
        });
    }

    /** Puts a client into a room and returns its id. */
    public String join(String client, String nsp, String room) throws FailureException {
        return onLoop(() -> {
            ClientSocket socket = client(client, nsp);
            if (!socket.join(room)) {
                throw UsageErrors.error(ClientIds.shorten(socket.id()) + " is in too many rooms", "");
            }
            return socket.id();
        });
    }

    /** Takes a client out of a room and returns its id. */
    public String leave(String client, String nsp, String room) throws FailureException {
        return onLoop(() -> {
            ClientSocket socket = client(client, nsp);
            if (!socket.rooms().contains(room)) {
                throw UsageErrors.error(ClientIds.shorten(socket.id()) + " is not in a room \"" + room + "\"", "rooms");
            }
            socket.leave(room);
            return socket.id();
        });
    }
}
