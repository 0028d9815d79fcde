package io.github.siocli.client;

import io.github.siocli.client.Namespace.State;
import io.github.siocli.client.diagnosis.ConnectReply;
import io.github.siocli.client.engine.Connection;
import io.github.siocli.client.engine.EngineSession;
import io.github.siocli.client.engine.SendQueue;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.DropReason;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.Connected;
import io.github.siocli.event.LifecycleEvent.Disconnected;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.event.ServerReason;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The namespaces of a session: which are wanted, which are connected, and what is asked of the connection for them. Any
 * thread may call.
 *
 * <p>A second CONNECT would make a second socket on the server. So an answer that is due is waited for even where the
 * namespace is not wanted any more, and one that is being left is asked for again only once it is left.
 */
public final class Namespaces {

    private final EventSink sink;
    private final AckTracker acks;
    private final SendQueue outbox;
    private final RecoveryStates recoveries;
    private final EngineSession engine;
    private final Clock clock;
    private final NamespaceTimers timers;
    private final Runnable onConnected;
    private final Map<String, Namespace> all = new LinkedHashMap<>();
    private Optional<Connection> link = Optional.empty();
    private Optional<Disconnected> refusal = Optional.empty();
    private boolean open;
    private long numbers;

    /**
     * The namespaces of a session, none of them asked for yet.
     *
     * @param onConnected called when one is connected; must not wait
     */
    public Namespaces(
            EventSink sink,
            AckTracker acks,
            SendQueue outbox,
            RecoveryStates recoveries,
            EngineSession engine,
            Clock clock,
            NamespaceTimers timers,
            Runnable onConnected) {
        this.sink = sink;
        this.acks = acks;
        this.outbox = outbox;
        this.recoveries = recoveries;
        this.engine = engine;
        this.clock = clock;
        this.timers = timers;
        this.onConnected = onConnected;
    }

    /** Wants namespaces without which a connection is of no use. */
    synchronized void begin(List<String> nsps, Optional<Json> auth) {
        for (String nsp : nsps) {
            join(nsp, auth);
            all.get(nsp).essential = true;
        }
    }

    /** Wants one more; nothing changes where it is wanted already. */
    synchronized void join(String nsp, Optional<Json> auth) {
        Namespace namespace = all.computeIfAbsent(nsp, name -> new Namespace());
        if (namespace.isWanted()) {
            return;
        }
        // An answer that is due belongs to the auth payload that it was asked for with.
        boolean isAnswerOfUse = namespace.auth.equals(auth);
        namespace.auth = auth;
        namespace.essential = false;
        if (namespace.state == State.LEAVING || namespace.state == State.UNWANTED && !isAnswerOfUse) {
            namespace.again = true;
            outbox.hold(nsp);
        } else {
            ask(nsp, namespace);
        }
    }

    /** Leaves one that is wanted, and wants it again with another auth payload. */
    synchronized void rejoin(String nsp, Optional<Json> auth) {
        leave(nsp);
        join(nsp, auth);
    }

    private void ask(String nsp, Namespace namespace) {
        namespace.state = State.ASKED;
        namespace.again = false;
        namespace.quiet = false;
        namespace.left = false;
        namespace.number = ++numbers;
        outbox.hold(nsp);
        link.ifPresent(connection -> connection.connect(nsp));
        if (open) {
            long number = namespace.number;
            timers.answer(() -> giveUp(nsp, number));
        }
    }

    /** Leaves one; nothing changes where it is not wanted. */
    synchronized void leave(String nsp) {
        Namespace namespace = all.get(nsp);
        if (namespace == null || !namespace.isWanted()) {
            return;
        }
        if (namespace.state == State.ASKED) {
            tell(nsp, DisconnectReason.CLIENT_DISCONNECT, "");
        }
        unwant(nsp, namespace, DropReason.LEFT);
    }

    /** Leaves all, and says no more of those that are not connected. */
    synchronized void leaveAll() {
        all.forEach((nsp, namespace) -> {
            if (namespace.isWanted()) {
                unwant(nsp, namespace, DropReason.LEFT);
            }
        });
    }

    private void unwant(String nsp, Namespace namespace, DropReason reason) {
        namespace.again = false;
        namespace.left = true;
        recoveries.forget(nsp);
        if (namespace.state == State.CONNECTED) {
            namespace.state = State.LEAVING;
        } else if (namespace.state == State.ASKED) {
            namespace.state = link.isPresent() ? State.UNWANTED : State.GONE;
            namespace.quiet = true;
        }
        outbox.shut(nsp, reason);
        link.ifPresent(connection -> connection.disconnect(nsp, namespace.state == State.LEAVING));
    }

    /** There is a new connection, which is to open. */
    synchronized void over(Connection opening) {
        link = Optional.of(opening);
        open = false;
        outbox.over(opening);
        all.forEach((nsp, namespace) -> {
            if (namespace.state == State.ASKED) {
                ask(nsp, namespace);
            }
        });
    }

    /** The connection is open. */
    synchronized void opened() {
        open = true;
    }

    private synchronized void giveUp(String nsp, long number) {
        Namespace namespace = all.get(nsp);
        boolean isDue = namespace.state == State.ASKED || namespace.state == State.UNWANTED && namespace.again;
        if (open && isDue && namespace.number == number) {
            giveUp(nsp, namespace);
        }
    }

    /** Gives up all that were not answered. */
    synchronized void giveUpUnanswered() {
        all.forEach((nsp, namespace) -> {
            if (namespace.state == State.ASKED) {
                giveUp(nsp, namespace);
            }
        });
    }

    private void giveUp(String nsp, Namespace namespace) {
        sink.accept(new ConnectFailed(clock.instant(), timers.silence(nsp)));
        unwant(nsp, namespace, DropReason.UNANSWERED);
    }

    /** A namespace that was not answered, where wanted among those without which the connection is of no use. */
    synchronized Optional<String> unanswered(boolean essential) {
        return all.entrySet().stream()
                .filter(each -> each.getValue().state == State.ASKED && (each.getValue().essential || !essential))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    synchronized boolean isConnected(String nsp) {
        Namespace namespace = all.get(nsp);
        return namespace != null && namespace.state == State.CONNECTED;
    }

    /** Whether a namespace is connected, or will be. */
    synchronized boolean isWanted(String nsp) {
        Namespace namespace = all.get(nsp);
        return namespace != null && namespace.isWanted();
    }

    /** Whether some namespace is connected, or will be when the connection comes back. */
    synchronized boolean isAnyWanted() {
        return all.values().stream().anyMatch(Namespace::isWanted);
    }

    /** The payload that says who we are in a namespace. */
    synchronized Optional<Json> auth(String nsp) {
        return all.get(nsp).auth;
    }

    /** The payload to connect a namespace with. */
    synchronized Optional<Json> connectData(String nsp) {
        return hasRecovery() ? recoveries.connectData(nsp, auth(nsp)) : auth(nsp);
    }

    /** Servers of Engine.IO 3 know nothing of it. */
    private boolean hasRecovery() {
        return engine.handshake().server().eio() > 3;
    }

    /** What there is to say of each, in the order in which they were first asked for. */
    synchronized Map<String, SessionStatus.Namespace> status() {
        Map<String, SessionStatus.Namespace> status = new LinkedHashMap<>();
        all.forEach((nsp, namespace) -> status.put(nsp, namespace.status()));
        return status;
    }

    /** The server has connected a namespace. */
    synchronized void connected(String nsp, String sid, Optional<String> pid) {
        Namespace namespace = all.get(nsp);
        if (namespace == null) {
            return;
        }
        switch (namespace.state) {
            case ASKED, CONNECTED -> {
                namespace.state = State.CONNECTED;
                namespace.heard = false;
                namespace.connectedNanos = System.nanoTime();
                namespace.sid = sid;
                namespace.recovery = recovery(nsp, pid);
                onConnected.run();
                sink.accept(new Connected(
                        clock.instant(), nsp, sid, engine.transport(), engine.handshake(), namespace.recovery));
                outbox.flow(nsp);
            }
            case UNWANTED -> {
                namespace.state = State.LEAVING;
                link.ifPresent(connection -> connection.disconnect(nsp, true));
            }
            // Nothing was asked, so that there is nothing to answer.
            case LEAVING, GONE -> {}
        }
    }

    private Optional<RecoveryOutcome> recovery(String nsp, Optional<String> pid) {
        if (hasRecovery()) {
            return Optional.of(recoveries.connected(nsp, pid));
        }
        recoveries.forget(nsp);
        return Optional.empty();
    }

    /** The server has refused. */
    synchronized void refused(Packet.ConnectError packet) {
        if (isNews(packet.nsp())) {
            sink.accept(ConnectReply.refusal(clock.instant(), packet));
        }
        ended(packet.nsp(), DropReason.REFUSED);
    }

    /** The server has ended a namespace. */
    synchronized void disconnectedByServer(Packet.Disconnect packet) {
        String nsp = packet.nsp();
        ServerReason said = ConnectReply.reason(packet.data());
        if (isNews(nsp)) {
            boolean refused = said.isGiven() && isFirstWord(all.get(nsp));
            Disconnected gone = new Disconnected(
                    clock.instant(),
                    nsp,
                    refused ? DisconnectReason.REFUSED : DisconnectReason.SERVER_DISCONNECT,
                    said,
                    "",
                    "",
                    acks.abandon(nsp));
            if (refused && refusal.isEmpty()) {
                refusal = Optional.of(gone);
            }
            sink.accept(gone);
        }
        ended(nsp, DropReason.DISCONNECTED);
    }

    /**
     * Returns true if the server has said nothing in a namespace since it connected it, within the time that an answer to
     * CONNECT may take: a reason to end it now is a refusal.
     */
    private boolean isFirstWord(Namespace namespace) {
        return namespace.state == State.ASKED
                || !namespace.heard && System.nanoTime() - namespace.connectedNanos < timers.answerNanos();
    }

    /** The first refusal that came as a DISCONNECT packet. */
    synchronized Optional<Disconnected> refusal() {
        return refusal;
    }

    /** Returns true if a namespace was ever asked for. */
    synchronized boolean isKnown(String nsp) {
        return all.containsKey(nsp);
    }

    /**
     * Notes that an event or an acknowledgement came in.
     *
     * @return false if its namespace is not joined: it was never asked for, or the server has refused or ended it; what
     *     comes in a namespace that we left was on its way
     */
    synchronized boolean received(String nsp) {
        Namespace namespace = all.get(nsp);
        if (namespace == null || namespace.state == State.GONE && !namespace.left) {
            return false;
        }
        namespace.heard = true;
        return true;
    }

    private boolean isNews(String nsp) {
        Namespace namespace = all.get(nsp);
        return namespace != null && namespace.state != State.GONE && !namespace.quiet;
    }

    private void ended(String nsp, DropReason reason) {
        Namespace namespace = all.get(nsp);
        if (namespace == null) {
            return;
        }
        namespace.state = State.GONE;
        recoveries.forget(nsp);
        link.ifPresent(connection -> connection.forget(nsp));
        if (namespace.again) {
            ask(nsp, namespace);
        } else {
            outbox.withdraw(nsp, reason);
        }
    }

    /** Our DISCONNECT is written. */
    synchronized void left(String nsp) {
        Namespace namespace = all.get(nsp);
        if (namespace == null || namespace.state != State.LEAVING) {
            return;
        }
        if (!namespace.quiet) {
            namespace.quiet = true;
            tell(nsp, DisconnectReason.CLIENT_DISCONNECT, "");
        }
        long number = namespace.number;
        timers.settling(() -> settled(nsp, number));
    }

    private synchronized void settled(String nsp, long number) {
        Namespace namespace = all.get(nsp);
        if (namespace.state == State.LEAVING && namespace.number == number) {
            namespace.state = State.GONE;
            if (namespace.again) {
                ask(nsp, namespace);
            }
        }
    }

    /** The connection is gone; what was connected is to be asked for again. */
    synchronized void connectionLost(DisconnectReason reason, String detail, String hint) {
        link = Optional.empty();
        open = false;
        all.forEach((nsp, namespace) -> {
            boolean leaving = namespace.state == State.LEAVING && !namespace.quiet;
            boolean connected = namespace.state == State.CONNECTED;
            namespace.state = namespace.isWanted() ? State.ASKED : State.GONE;
            namespace.again = false;
            if (namespace.state == State.ASKED) {
                outbox.hold(nsp);
            }
            if (leaving || connected) {
                if (connected) {
                    tell(nsp, reason, detail, hint);
                } else {
                    tell(nsp, DisconnectReason.CLIENT_DISCONNECT, "");
                }
            }
        });
        outbox.connectionLost();
    }

    private void tell(String nsp, DisconnectReason reason, String detail) {
        tell(nsp, reason, detail, "");
    }

    private void tell(String nsp, DisconnectReason reason, String detail, String hint) {
        sink.accept(new Disconnected(clock.instant(), nsp, reason, ServerReason.NONE, detail, hint, acks.abandon(nsp)));
    }
}
