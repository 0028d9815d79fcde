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
 * Keeps the state of every namespace of a session, and sends CONNECT and DISCONNECT accordingly. Any thread may call.
 *
 * <p>A second CONNECT would create a second socket on the server. Therefore the answer to a CONNECT is awaited even if
 * the namespace is no longer wanted, and a namespace that is being left is joined again only after it is left.
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
     * Creates the namespaces of a session; none is joined.
     *
     * @param onConnected called when a namespace is connected; must not block
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

    /** Joins namespaces without which the connection is useless. */
    synchronized void begin(List<String> nsps, Optional<Json> auth) {
        for (String nsp : nsps) {
            join(nsp, auth);
            all.get(nsp).essential = true;
        }
    }

    /** Joins a namespace. Does nothing if it is already wanted. */
    synchronized void join(String nsp, Optional<Json> auth) {
        Namespace namespace = all.computeIfAbsent(nsp, name -> new Namespace());
        if (namespace.isWanted()) {
            return;
        }
        // The pending answer is for the auth payload of the CONNECT that was sent.
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

    /** Leaves a namespace and joins it again with another auth payload. */
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

    /** Leaves a namespace. Does nothing if it is not wanted. */
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

    /** Leaves all namespaces. The end is reported only for those that are connected. */
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

    /** Uses a new connection, which is still opening, and requests on it every namespace that is wanted. */
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

    /** Notes that the connection is open. */
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

    /** Gives up every namespace whose CONNECT is not answered. */
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

    /**
     * Returns a namespace whose CONNECT is not answered.
     *
     * @param essential true to consider only the namespaces without which the connection is useless
     */
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

    /** Returns true if a namespace is connected or shall be. */
    synchronized boolean isWanted(String nsp) {
        Namespace namespace = all.get(nsp);
        return namespace != null && namespace.isWanted();
    }

    /** Returns true if at least one namespace is connected or shall be. */
    synchronized boolean isAnyWanted() {
        return all.values().stream().anyMatch(Namespace::isWanted);
    }

    /** Returns the auth payload of a namespace, as the user gave it. */
    synchronized Optional<Json> auth(String nsp) {
        return all.get(nsp).auth;
    }

    /** Returns the payload of a CONNECT: the auth payload, with the recovery members if a session can be restored. */
    synchronized Optional<Json> connectData(String nsp) {
        return hasRecovery() ? recoveries.connectData(nsp, auth(nsp)) : auth(nsp);
    }

    /** Servers that speak Engine.IO 3 do not support connection state recovery. */
    private boolean hasRecovery() {
        return engine.handshake().server().eio() > 3;
    }

    /** Returns the status of each namespace, in the order in which they were first joined. */
    synchronized Map<String, SessionStatus.Namespace> status() {
        Map<String, SessionStatus.Namespace> status = new LinkedHashMap<>();
        all.forEach((nsp, namespace) -> status.put(nsp, namespace.status()));
        return status;
    }

    /**
     * Handles a CONNECT packet of the server.
     *
     * @param pid id for connection state recovery; empty if the server gave none
     */
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
            // We sent no CONNECT that this could answer.
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

    /** Handles a CONNECT_ERROR packet: the server refused the namespace. */
    synchronized void refused(Packet.ConnectError packet) {
        if (isNews(packet.nsp())) {
            sink.accept(ConnectReply.refusal(clock.instant(), packet));
        }
        ended(packet.nsp(), DropReason.REFUSED);
    }

    /** Handles a DISCONNECT packet: the server ended the namespace. */
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
     * Returns true if a DISCONNECT with a reason would be a refusal: the server has sent nothing else in the namespace
     * since it connected it, and the connect timeout has not passed.
     */
    private boolean isFirstWord(Namespace namespace) {
        return namespace.state == State.ASKED
                || !namespace.heard && System.nanoTime() - namespace.connectedNanos < timers.answerNanos();
    }

    /** Returns the first refusal that came as a DISCONNECT packet. */
    synchronized Optional<Disconnected> refusal() {
        return refusal;
    }

    /** Returns true if a namespace was ever joined. */
    synchronized boolean isKnown(String nsp) {
        return all.containsKey(nsp);
    }

    /**
     * Notes that an event or an acknowledgement came in.
     *
     * @return false if the namespace is not joined: it was never joined, or the server has refused or ended it. After
     *     we left a namespace, packets that the server sent before it read our DISCONNECT still return true.
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

    /** Reports that a namespace is left: our DISCONNECT is written. */
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

    /** Detaches the lost connection. Namespaces that were connected are requested again on the next one. */
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
