package io.github.siocli.client;

import io.github.siocli.client.Namespace.JoinState;
import io.github.siocli.client.diagnosis.ConnectReply;
import io.github.siocli.client.engine.Connection;
import io.github.siocli.client.engine.EngineState;
import io.github.siocli.client.engine.SendQueue;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.DropReason;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
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
    private final SendQueue sendQueue;
    private final RecoveryStates recoveries = new RecoveryStates();
    private final EngineState engine;
    private final Clock clock;
    private final NamespaceTimers timers;
    private final Runnable onConnected;
    private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
    /** Null while there is no connection. */
    private Connection connection;
    /** Null if no DISCONNECT packet was a refusal. */
    private NamespaceDisconnected firstRefusal;

    private boolean isOpen;
    /** True if the connection is being closed; namespaces that are joined meanwhile wait for the next one. */
    private boolean isClosing;

    private long lastRequestNumber;

    /**
     * Creates the namespaces of a session; none is joined.
     *
     * @param onConnected called when a namespace is connected; must not block
     */
    public Namespaces(
            EventSink sink,
            AckTracker acks,
            SendQueue sendQueue,
            EngineState engine,
            Clock clock,
            NamespaceTimers timers,
            Runnable onConnected) {
        this.sink = sink;
        this.acks = acks;
        this.sendQueue = sendQueue;
        this.engine = engine;
        this.clock = clock;
        this.timers = timers;
        this.onConnected = onConnected;
    }

    /** Joins namespaces without which the connection is useless. */
    synchronized void joinEssential(List<String> nsps, Optional<Json> auth) {
        for (String nsp : nsps) {
            join(nsp, auth);
            namespaces.get(nsp).isEssential = true;
        }
    }

    /** Joins a namespace. Does nothing if it is already wanted. */
    synchronized void join(String nsp, Optional<Json> auth) {
        Namespace namespace = namespaces.computeIfAbsent(nsp, name -> new Namespace());
        if (namespace.isWanted()) {
            return;
        }
        // The pending answer is for the auth payload of the CONNECT that was sent.
        boolean isPendingAnswerUsable = namespace.auth.equals(auth);
        namespace.auth = auth;
        namespace.isEssential = false;
        if (namespace.state == JoinState.LEAVING || namespace.state == JoinState.CANCELLED && !isPendingAnswerUsable) {
            namespace.rejoins = true;
            sendQueue.pause(nsp);
        } else {
            requestConnect(nsp, namespace);
        }
    }

    /** Leaves a namespace and joins it again with another auth payload. */
    synchronized void rejoin(String nsp, Optional<Json> auth) {
        leave(nsp);
        join(nsp, auth);
    }

    private void requestConnect(String nsp, Namespace namespace) {
        boolean isAnswerPending = namespace.state == JoinState.CANCELLED;
        namespace.state = JoinState.CONNECTING;
        namespace.rejoins = false;
        namespace.isEndReported = false;
        namespace.isLeftByUs = false;
        namespace.requestNumber = ++lastRequestNumber;
        sendQueue.pause(nsp);
        if (isOpen && !isClosing) {
            if (!isAnswerPending) {
                sendConnect(nsp);
            }
            long requestNumber = namespace.requestNumber;
            timers.scheduleConnectTimeout(() -> giveUp(nsp, requestNumber));
        }
    }

    private void sendConnect(String nsp) {
        connection.send(new Packet.Connect(nsp, connectData(nsp)));
    }

    /** Leaves a namespace. Does nothing if it is not wanted. */
    synchronized void leave(String nsp) {
        Namespace namespace = namespaces.get(nsp);
        if (namespace == null || !namespace.isWanted()) {
            return;
        }
        if (namespace.state == JoinState.CONNECTING) {
            reportDisconnected(nsp, DisconnectReason.CLIENT_DISCONNECT, "");
        }
        cancel(nsp, namespace, DropReason.LEFT);
    }

    /** Leaves all namespaces. The end is reported only for those that are connected. */
    synchronized void leaveAll() {
        namespaces.forEach((nsp, namespace) -> {
            if (namespace.isWanted()) {
                cancel(nsp, namespace, DropReason.LEFT);
            }
        });
    }

    private void cancel(String nsp, Namespace namespace, DropReason reason) {
        namespace.rejoins = false;
        namespace.isLeftByUs = true;
        recoveries.forget(nsp);
        sendQueue.closeNamespace(nsp, reason);
        if (namespace.state == JoinState.CONNECTED) {
            startLeaving(nsp, namespace);
        } else if (namespace.state == JoinState.CONNECTING) {
            namespace.state = isOpen ? JoinState.CANCELLED : JoinState.DISCONNECTED;
            namespace.isEndReported = true;
        }
        closeIfUnused();
    }

    private void startLeaving(String nsp, Namespace namespace) {
        namespace.state = JoinState.LEAVING;
        connection.send(new Packet.Disconnect(nsp));
    }

    /** Closes the connection if no namespace uses it, as the JavaScript client does. */
    private void closeIfUnused() {
        boolean isUsed = namespaces.values().stream()
                .anyMatch(each -> each.state == JoinState.CONNECTING || each.state == JoinState.CONNECTED);
        if (connection != null && !isClosing && !isUsed) {
            isClosing = true;
            connection.close();
        }
    }

    /** Uses a new connection, which is still opening. */
    synchronized void attach(Connection newConnection) {
        connection = newConnection;
        isOpen = false;
        isClosing = false;
        sendQueue.attach(newConnection);
        namespaces.forEach((nsp, namespace) -> {
            if (namespace.state == JoinState.CONNECTING) {
                requestConnect(nsp, namespace);
            }
        });
    }

    /** Returns the state of connection state recovery of the namespaces. */
    RecoveryStates recoveries() {
        return recoveries;
    }

    /** Sends CONNECT for each namespace that is wanted: the connection is open. */
    synchronized void handleOpen() {
        isOpen = true;
        namespaces.forEach((nsp, namespace) -> {
            if (namespace.state == JoinState.CONNECTING && !isClosing) {
                sendConnect(nsp);
            }
        });
    }

    private synchronized void giveUp(String nsp, long requestNumber) {
        Namespace namespace = namespaces.get(nsp);
        boolean isPending =
                namespace.state == JoinState.CONNECTING || namespace.state == JoinState.CANCELLED && namespace.rejoins;
        if (isOpen && isPending && namespace.requestNumber == requestNumber) {
            giveUp(nsp, namespace);
        }
    }

    /** Gives up every namespace whose CONNECT is not answered. */
    synchronized void giveUpUnanswered() {
        namespaces.forEach((nsp, namespace) -> {
            if (namespace.state == JoinState.CONNECTING) {
                giveUp(nsp, namespace);
            }
        });
    }

    private void giveUp(String nsp, Namespace namespace) {
        sink.accept(new ConnectFailed(clock.instant(), timers.timeoutFailure(nsp)));
        cancel(nsp, namespace, DropReason.UNANSWERED);
    }

    /**
     * Returns a namespace whose CONNECT is not answered.
     *
     * @param essentialOnly true to consider only the namespaces without which the connection is useless
     */
    synchronized Optional<String> findUnanswered(boolean essentialOnly) {
        return namespaces.entrySet().stream()
                .filter(each -> each.getValue().state == JoinState.CONNECTING
                        && (each.getValue().isEssential || !essentialOnly))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    synchronized boolean isConnected(String nsp) {
        Namespace namespace = namespaces.get(nsp);
        return namespace != null && namespace.state == JoinState.CONNECTED;
    }

    /** Returns true if a namespace is connected or is to be connected. */
    synchronized boolean isWanted(String nsp) {
        Namespace namespace = namespaces.get(nsp);
        return namespace != null && namespace.isWanted();
    }

    /** Returns true if at least one namespace is connected or is to be connected. */
    synchronized boolean isAnyWanted() {
        return namespaces.values().stream().anyMatch(Namespace::isWanted);
    }

    /** Returns the auth payload of a namespace, as the user gave it. */
    synchronized Optional<Json> auth(String nsp) {
        return namespaces.get(nsp).auth;
    }

    /** Returns the payload of a CONNECT: the auth payload, with the recovery members if a session can be restored. */
    private Optional<Json> connectData(String nsp) {
        return supportsRecovery() ? recoveries.connectData(nsp, auth(nsp)) : auth(nsp);
    }

    /** Servers that speak Engine.IO 3 do not support connection state recovery. */
    private boolean supportsRecovery() {
        return engine.handshake().server().eio() > 3;
    }

    /** Returns the status of each namespace, in the order in which they were first joined. */
    synchronized Map<String, SessionStatus.Namespace> status() {
        Map<String, SessionStatus.Namespace> status = new LinkedHashMap<>();
        namespaces.forEach((nsp, namespace) -> status.put(nsp, namespace.status()));
        return status;
    }

    /**
     * Handles a CONNECT packet of the server.
     *
     * @param pid id for connection state recovery; empty if the server gave none
     */
    synchronized void handleConnect(String nsp, String sid, Optional<String> pid) {
        Namespace namespace = namespaces.get(nsp);
        if (namespace == null) {
            return;
        }
        switch (namespace.state) {
            case CONNECTING, CONNECTED -> {
                namespace.state = JoinState.CONNECTED;
                namespace.hasReceivedData = false;
                namespace.connectedNanos = System.nanoTime();
                namespace.sid = sid;
                namespace.recovery = startRecovery(nsp, pid);
                onConnected.run();
                sink.accept(new NamespaceConnected(
                        clock.instant(), nsp, sid, engine.transport(), engine.handshake(), namespace.recovery));
                sendQueue.resume(nsp);
            }
            case CANCELLED -> startLeaving(nsp, namespace);
            // We sent no CONNECT that this could answer.
            case LEAVING, DISCONNECTED -> {}
        }
    }

    private Optional<RecoveryOutcome> startRecovery(String nsp, Optional<String> pid) {
        if (supportsRecovery()) {
            return Optional.of(recoveries.startSession(nsp, pid));
        }
        recoveries.forget(nsp);
        return Optional.empty();
    }

    /** Handles a CONNECT_ERROR packet: the server refused the namespace. */
    synchronized void handleConnectError(Packet.ConnectError packet) {
        if (shouldReportEnd(packet.nsp())) {
            sink.accept(ConnectReply.refusal(clock.instant(), packet));
        }
        markEnded(packet.nsp(), DropReason.REFUSED);
    }

    /** Handles a DISCONNECT packet: the server ended the namespace. */
    synchronized void handleDisconnect(Packet.Disconnect packet) {
        String nsp = packet.nsp();
        ServerReason reason = ConnectReply.reason(packet.data());
        if (shouldReportEnd(nsp)) {
            boolean isRefusal = reason.isGiven() && isDisconnectRefusal(namespaces.get(nsp));
            NamespaceDisconnected event = new NamespaceDisconnected(
                    clock.instant(),
                    nsp,
                    isRefusal ? DisconnectReason.REFUSED : DisconnectReason.SERVER_DISCONNECT,
                    reason,
                    "",
                    "",
                    acks.abandonNamespace(nsp));
            if (isRefusal && firstRefusal == null) {
                firstRefusal = event;
            }
            sink.accept(event);
        }
        markEnded(nsp, DropReason.DISCONNECTED);
    }

    /**
     * Returns true if a DISCONNECT with a reason would be a refusal: the server has sent nothing else in the namespace
     * since it connected it, and the connect timeout has not passed.
     */
    private boolean isDisconnectRefusal(Namespace namespace) {
        return namespace.state == JoinState.CONNECTING
                || !namespace.hasReceivedData
                        && System.nanoTime() - namespace.connectedNanos < timers.connectTimeoutNanos();
    }

    /** Returns the first refusal that came as a DISCONNECT packet. */
    synchronized Optional<NamespaceDisconnected> firstRefusal() {
        return Optional.ofNullable(firstRefusal);
    }

    /** Returns true if a namespace was ever joined. */
    synchronized boolean isKnown(String nsp) {
        return namespaces.containsKey(nsp);
    }

    /**
     * Notes that an event or an acknowledgement came in.
     *
     * @return false if the namespace is not joined: it was never joined, or the server has refused or ended it. After
     *     we left a namespace, packets that the server sent before it read our DISCONNECT still return true.
     */
    synchronized boolean handleData(String nsp) {
        Namespace namespace = namespaces.get(nsp);
        if (namespace == null || namespace.state == JoinState.DISCONNECTED && !namespace.isLeftByUs) {
            return false;
        }
        namespace.hasReceivedData = true;
        return true;
    }

    private boolean shouldReportEnd(String nsp) {
        Namespace namespace = namespaces.get(nsp);
        return namespace != null && namespace.state != JoinState.DISCONNECTED && !namespace.isEndReported;
    }

    private void markEnded(String nsp, DropReason reason) {
        Namespace namespace = namespaces.get(nsp);
        if (namespace == null) {
            return;
        }
        namespace.state = JoinState.DISCONNECTED;
        recoveries.forget(nsp);
        if (namespace.rejoins) {
            requestConnect(nsp, namespace);
        } else {
            sendQueue.discardNamespace(nsp, reason);
        }
        closeIfUnused();
    }

    /** Reports that a namespace is left: our DISCONNECT is written. */
    synchronized void handleDisconnectWritten(String nsp) {
        Namespace namespace = namespaces.get(nsp);
        if (namespace == null || namespace.state != JoinState.LEAVING) {
            return;
        }
        if (!namespace.isEndReported) {
            namespace.isEndReported = true;
            reportDisconnected(nsp, DisconnectReason.CLIENT_DISCONNECT, "");
        }
        long requestNumber = namespace.requestNumber;
        timers.scheduleAfterSettleDelay(() -> handleSettled(nsp, requestNumber));
    }

    private synchronized void handleSettled(String nsp, long requestNumber) {
        Namespace namespace = namespaces.get(nsp);
        if (namespace.state == JoinState.LEAVING && namespace.requestNumber == requestNumber) {
            namespace.state = JoinState.DISCONNECTED;
            if (namespace.rejoins) {
                requestConnect(nsp, namespace);
            }
        }
    }

    /** Detaches the lost connection. Namespaces that were connected are requested again on the next one. */
    synchronized void connectionLost(DisconnectReason reason, String detail, String hint) {
        connection = null;
        isOpen = false;
        namespaces.forEach((nsp, namespace) -> {
            boolean wasLeaving = namespace.state == JoinState.LEAVING && !namespace.isEndReported;
            boolean wasConnected = namespace.state == JoinState.CONNECTED;
            namespace.state = namespace.isWanted() ? JoinState.CONNECTING : JoinState.DISCONNECTED;
            namespace.rejoins = false;
            if (namespace.state == JoinState.CONNECTING) {
                sendQueue.pause(nsp);
            }
            if (wasLeaving || wasConnected) {
                if (wasConnected) {
                    reportDisconnected(nsp, reason, detail, hint);
                } else {
                    reportDisconnected(nsp, DisconnectReason.CLIENT_DISCONNECT, "");
                }
            }
        });
        sendQueue.connectionLost();
    }

    private void reportDisconnected(String nsp, DisconnectReason reason, String detail) {
        reportDisconnected(nsp, reason, detail, "");
    }

    private void reportDisconnected(String nsp, DisconnectReason reason, String detail, String hint) {
        sink.accept(new NamespaceDisconnected(
                clock.instant(), nsp, reason, ServerReason.NONE, detail, hint, acks.abandonNamespace(nsp)));
    }
}
