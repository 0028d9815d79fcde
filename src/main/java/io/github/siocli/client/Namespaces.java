package io.github.siocli.client;

import io.github.siocli.client.Namespace.JoinState;
import io.github.siocli.client.engine.Connection;
import io.github.siocli.client.engine.SendQueue;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.DropReason;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.NamespaceConnected;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.RecoveryOutcome;
import io.github.siocli.event.ServerReason;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.json.Json;
import io.github.siocli.protocol.socketio.ConnectReply;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of every namespace of a session, and sends CONNECT and DISCONNECT accordingly. Any thread may call.
 *
 * <p>A second CONNECT would create a second socket on the server. Therefore the answer to a CONNECT is awaited even if
 * the namespace is no longer wanted, and a namespace that is being left is joined again only after it is left.
 */
public final class Namespaces {

    private static final String ROOT = "/";

    private final EventSink sink;
    private final AckTracker acks;
    private final SendQueue sendQueue;
    private final RecoveryStates recoveries = new RecoveryStates();
    private final Clock clock;
    private final NamespaceTimers timers;
    private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
    /** Null while there is no connection. */
    private Connection connection;
    /** Null while no connection is open. */
    private SocketIoProtocol protocol;
    /** Null if no DISCONNECT packet was a refusal. */
    private NamespaceDisconnected firstRefusal;

    /** True if the connection is being closed; namespaces that are joined meanwhile wait for the next one. */
    private boolean isClosing;

    private long lastRequestNumber;

    /** Creates the namespaces of a session; none is joined. */
    public Namespaces(EventSink sink, AckTracker acks, SendQueue sendQueue, Clock clock, NamespaceTimers timers) {
        this.sink = sink;
        this.acks = acks;
        this.sendQueue = sendQueue;
        this.clock = clock;
        this.timers = timers;
    }

    /**
     * Joins namespaces without which the connection is useless.
     *
     * @param auth payload of their CONNECT packets; null for none
     */
    synchronized void joinEssential(List<String> nsps, @Nullable Json auth) {
        for (String nsp : nsps) {
            join(nsp, auth);
            namespaces.get(nsp).isEssential = true;
        }
    }

    /**
     * Joins a namespace. Does nothing if it is already wanted.
     *
     * @param auth payload of its CONNECT packets; null for none
     */
    synchronized void join(String nsp, @Nullable Json auth) {
        Namespace namespace = namespaces.computeIfAbsent(nsp, name -> new Namespace());
        if (namespace.isWanted()) {
            return;
        }
        // The pending answer is for the auth payload of the CONNECT that was sent.
        boolean isPendingAnswerUsable = Objects.equals(namespace.auth, auth);
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
    synchronized void rejoin(String nsp, Json auth) {
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
        if (protocol != null && !isClosing) {
            if (!isAnswerPending) {
                protocol.connect(nsp, connectData(nsp).orElse(null));
            }
            long requestNumber = namespace.requestNumber;
            timers.scheduleConnectTimeout(() -> giveUp(nsp, requestNumber));
        }
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
                boolean isConnecting = namespace.state == JoinState.CONNECTING;
                cancel(nsp, namespace, isConnecting ? DropReason.SESSION_ENDED : DropReason.LEFT);
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
            namespace.state = protocol != null ? JoinState.CANCELLED : JoinState.DISCONNECTED;
            namespace.isEndReported = true;
        }
        closeIfUnused();
    }

    private void startLeaving(String nsp, Namespace namespace) {
        namespace.state = JoinState.LEAVING;
        protocol.disconnect(nsp);
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
        protocol = null;
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

    /**
     * Sends CONNECT for each namespace that is wanted: the attached connection is open.
     *
     * @param isProtocolAssumed whether the handshake could also be one of Socket.IO protocol 4
     */
    synchronized void handleOpen(boolean isProtocolAssumed) {
        Handshake handshake = connection.handshake();
        protocol = handshake.server().eio() == 3
                ? new ProtocolV4(connection, new ProtocolHandler(connection), handshake.sid())
                : new ProtocolV5(connection, new ProtocolHandler(connection), isProtocolAssumed);
        namespaces.forEach((nsp, namespace) -> {
            if (namespace.state == JoinState.CONNECTING && !isClosing) {
                protocol.connect(nsp, connectData(nsp).orElse(null));
            }
        });
    }

    private synchronized void giveUp(String nsp, long requestNumber) {
        Namespace namespace = namespaces.get(nsp);
        boolean isPending =
                namespace.state == JoinState.CONNECTING || namespace.state == JoinState.CANCELLED && namespace.rejoins;
        if (protocol != null && isPending && namespace.requestNumber == requestNumber) {
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
        sink.accept(new ConnectFailed(clock.instant(), connection.diagnosis().ofSilentNamespace(nsp)));
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
        return Optional.ofNullable(namespaces.get(nsp).auth);
    }

    /** Returns the auth payload of the root namespace; empty if that namespace is not wanted. */
    synchronized Optional<Json> rootAuth() {
        return isWanted(ROOT) ? auth(ROOT) : Optional.empty();
    }

    /** Returns the payload of a CONNECT: the auth payload, with the recovery members if a session can be restored. */
    private Optional<Json> connectData(String nsp) {
        Optional<Json> auth = auth(nsp);
        return protocol.supportsRecovery() ? recoveries.connectData(nsp, auth.orElse(null)) : auth;
    }

    /** Returns the status of each namespace, in the order in which they were first joined. */
    synchronized Map<String, SessionStatus.NamespaceStatus> status() {
        Map<String, SessionStatus.NamespaceStatus> status = new LinkedHashMap<>();
        namespaces.forEach((nsp, namespace) -> status.put(nsp, namespace.status()));
        return status;
    }

    /**
     * Handles a CONNECT, CONNECT_ERROR or DISCONNECT packet of the server.
     *
     * @return the packet in the terms of protocol 5, if it belongs to a namespace that was never joined; else empty
     */
    synchronized Optional<Packet> handleControlPacket(Packet packet) {
        // A packet of a connection that has ended has no effect.
        return protocol == null ? Optional.empty() : protocol.receive(packet);
    }

    /**
     * Handles a message that can only be one of another parser.
     *
     * @return true if it is the first message of the connection, and so is reported
     */
    synchronized boolean handleForeignMessage() {
        boolean isFirst = protocol != null && protocol.isUnanswered();
        if (isFirst) {
            connection.otherParserDetected();
        }
        return isFirst;
    }

    /** Applies what a protocol has understood. Called with the lock held. */
    private final class ProtocolHandler implements SocketIoProtocol.Handler {

        private final Connection source;

        private ProtocolHandler(Connection source) {
            this.source = source;
        }

        @Override
        public boolean isKnown(String nsp) {
            return namespaces.containsKey(nsp);
        }

        @Override
        public boolean isConnected(String nsp) {
            return Namespaces.this.isConnected(nsp);
        }

        @Override
        public void connected(String nsp, String sid, @Nullable String pid) {
            handleConnect(nsp, sid, pid);
        }

        @Override
        public void refused(Packet.ConnectError packet) {
            handleConnectError(packet);
        }

        @Override
        public void disconnected(Packet.Disconnect packet) {
            handleDisconnect(packet);
        }

        @Override
        public void eventReceived(Packet.Event event) {
            handleData(event.nsp());
            sink.accept(new EventReceived(clock.instant(), event.nsp(), event.name(), event.args(), event.id()));
        }

        @Override
        public void otherProtocol(String description) {
            source.otherProtocolDetected(description);
        }

        @Override
        public void schedule(Duration delay, Runnable task) {
            timers.schedule(
                    () -> {
                        synchronized (Namespaces.this) {
                            if (connection == source) {
                                task.run();
                            }
                        }
                    },
                    delay);
        }
    }

    /** Handles the connection of a namespace. The id for recovery is null if the server gave none. */
    private void handleConnect(String nsp, String sid, @Nullable String pid) {
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
                Optional<RecoveryOutcome> recovery = startRecovery(nsp, pid);
                namespace.recovery = recovery.orElse(null);
                connection.namespaceConnected();
                sink.accept(new NamespaceConnected(
                        clock.instant(), nsp, sid, connection.transport(), connection.handshake(), recovery));
                sendQueue.resume(nsp);
            }
            case CANCELLED -> startLeaving(nsp, namespace);
            // We sent no CONNECT that this could answer.
            case LEAVING, DISCONNECTED -> {}
        }
    }

    /**
     * Starts the session of a namespace, and returns the outcome for the previous one; empty if the server does not
     * support recovery.
     *
     * @param pid id for the recovery of the new session; null if the server gave none
     */
    private Optional<RecoveryOutcome> startRecovery(String nsp, @Nullable String pid) {
        if (protocol.supportsRecovery()) {
            return Optional.of(recoveries.startSession(nsp, pid));
        }
        recoveries.forget(nsp);
        return Optional.empty();
    }

    private void handleConnectError(Packet.ConnectError packet) {
        if (shouldReportEnd(packet.nsp())) {
            sink.accept(ConnectReply.refusal(clock.instant(), packet));
        }
        markEnded(packet.nsp(), DropReason.REFUSED);
    }

    private void handleDisconnect(Packet.Disconnect packet) {
        String nsp = packet.nsp();
        ServerReason reason = ConnectReply.reason(packet);
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
        if (protocol != null) {
            protocol.dataReceived(nsp);
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
        protocol = null;
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
