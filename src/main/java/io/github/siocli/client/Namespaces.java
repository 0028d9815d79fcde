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
import io.github.siocli.protocol.socketio.ProtocolV4;
import io.github.siocli.protocol.socketio.ProtocolV5;
import io.github.siocli.protocol.socketio.SocketIoProtocol;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of every namespace of a session, and sends CONNECT and DISCONNECT accordingly. Any thread may call.
 *
 * <p>A second CONNECT would create a second socket on the server. Therefore the answer to a CONNECT is awaited even if
 * the namespace is no longer wanted, and a namespace that is being left is joined again only after it is left.
 */
final class Namespaces implements SocketIoProtocol.Handler {

    /**
     * Time that a server needs to process a DISCONNECT, which it does not confirm. Server 4.8 closes the whole
     * connection if it reads a CONNECT together with a DISCONNECT of the same namespace.
     */
    private static final Duration SETTLE_DELAY = Duration.ofMillis(100);

    private final EventSink sink;
    private final AckTracker acks;
    private final SendQueue sendQueue;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;
    private final Duration connectTimeout;
    /** By name, in the order in which they were first joined. This object guards it, and all fields below. */
    private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
    /** Null while there is no connection. */
    private Connection connection;
    /** Null while no connection is open. */
    private SocketIoProtocol protocol;
    /** Null if no DISCONNECT packet was a refusal. */
    private NamespaceDisconnected firstRefusal;
    /** True if the connection is being closed; namespaces that are joined meanwhile wait for the next one. */
    private boolean isClosing;
    /** Read without the lock for each event: it is true once a namespace may be restored. */
    private volatile boolean isRecoveryOffered;

    /**
     * Creates the namespaces of a session; none is joined.
     *
     * @param connectTimeout time that a namespace may take to answer a CONNECT
     */
    Namespaces(
            EventSink sink,
            AckTracker acks,
            SendQueue sendQueue,
            Clock clock,
            ScheduledExecutorService scheduler,
            Duration connectTimeout) {
        this.sink = sink;
        this.acks = acks;
        this.sendQueue = sendQueue;
        this.clock = clock;
        this.scheduler = scheduler;
        this.connectTimeout = connectTimeout;
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
        Namespace namespace = namespaces.computeIfAbsent(nsp, Namespace::new);
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
            requestConnect(namespace);
        }
    }

    /** Leaves a namespace and joins it again with another auth payload. */
    synchronized void rejoin(String nsp, Json auth) {
        leave(nsp);
        join(nsp, auth);
    }

    private void requestConnect(Namespace namespace) {
        boolean isAnswerPending = namespace.state == JoinState.CANCELLED;
        namespace.state = JoinState.CONNECTING;
        namespace.rejoins = false;
        namespace.isEndReported = false;
        namespace.isLeftByUs = false;
        namespace.requestNumber++;
        sendQueue.pause(namespace.name);
        if (protocol != null && !isClosing) {
            if (!isAnswerPending) {
                sendConnect(namespace);
            }
            scheduleForRequest(namespace, connectTimeout, () -> {
                boolean isPending = namespace.state == JoinState.CONNECTING
                        || namespace.state == JoinState.CANCELLED && namespace.rejoins;
                if (protocol != null && isPending) {
                    giveUp(namespace);
                }
            });
        }
    }

    private void sendConnect(Namespace namespace) {
        Json auth = namespace.auth;
        protocol.connect(
                namespace.name,
                protocol.supportsRecovery()
                        ? namespace.recoveryState.connectData(auth).orElse(null)
                        : auth);
    }

    /** Leaves a namespace. Does nothing if it is not wanted. */
    synchronized void leave(String nsp) {
        Namespace namespace = namespaces.get(nsp);
        if (namespace == null || !namespace.isWanted()) {
            return;
        }
        if (namespace.state == JoinState.CONNECTING) {
            reportLeft(namespace);
        }
        cancel(namespace, DropReason.LEFT);
    }

    /** Leaves all namespaces. The end is reported only for those that are connected. */
    synchronized void leaveAll() {
        for (Namespace namespace : namespaces.values()) {
            if (namespace.isWanted()) {
                boolean isConnecting = namespace.state == JoinState.CONNECTING;
                cancel(namespace, isConnecting ? DropReason.SESSION_ENDED : DropReason.LEFT);
            }
        }
    }

    private void cancel(Namespace namespace, DropReason reason) {
        namespace.rejoins = false;
        namespace.isLeftByUs = true;
        namespace.recoveryState.forget();
        sendQueue.closeNamespace(namespace.name, reason);
        if (namespace.state == JoinState.CONNECTED) {
            startLeaving(namespace);
        } else if (namespace.state == JoinState.CONNECTING) {
            namespace.state = protocol != null ? JoinState.CANCELLED : JoinState.DISCONNECTED;
            namespace.isEndReported = true;
        }
        closeIfUnused();
    }

    private void startLeaving(Namespace namespace) {
        namespace.state = JoinState.LEAVING;
        protocol.disconnect(namespace.name);
    }

    /** Closes the connection if no namespace uses it, as the JavaScript client does. */
    private void closeIfUnused() {
        if (connection != null && !isClosing && namespaces.values().stream().noneMatch(Namespace::isInUse)) {
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
        connecting().forEach(this::requestConnect);
    }

    /**
     * Sends CONNECT for each namespace that is wanted: the attached connection is open.
     *
     * @param isProtocolAssumed whether the handshake could also be one of Socket.IO protocol 4
     */
    synchronized void handleOpen(boolean isProtocolAssumed) {
        Handshake handshake = connection.handshake();
        protocol = handshake.server().eio() == 3
                ? new ProtocolV4(this, handshake.sid())
                : new ProtocolV5(this, isProtocolAssumed);
        if (!isClosing) {
            connecting().forEach(this::sendConnect);
        }
    }

    /** Gives up every namespace whose CONNECT is not answered. */
    synchronized void giveUpUnanswered() {
        connecting().forEach(this::giveUp);
    }

    private void giveUp(Namespace namespace) {
        sink.accept(new ConnectFailed(clock.instant(), connection.diagnosis().ofSilentNamespace(namespace.name)));
        cancel(namespace, DropReason.UNANSWERED);
    }

    /** Returns the namespaces whose CONNECT is not answered. */
    private List<Namespace> connecting() {
        return namespaces.values().stream()
                .filter(namespace -> namespace.state == JoinState.CONNECTING)
                .toList();
    }

    /**
     * Returns a namespace whose CONNECT is not answered.
     *
     * @param essentialOnly true to consider only the namespaces without which the connection is useless
     */
    synchronized Optional<String> findUnanswered(boolean essentialOnly) {
        return connecting().stream()
                .filter(namespace -> namespace.isEssential || !essentialOnly)
                .map(namespace -> namespace.name)
                .findFirst();
    }

    @Override
    public synchronized boolean isConnected(String nsp) {
        Namespace namespace = namespaces.get(nsp);
        return namespace != null && namespace.state == JoinState.CONNECTED;
    }

    /** Returns true if at least one namespace is connected or is to be connected. */
    synchronized boolean isAnyWanted() {
        return namespaces.values().stream().anyMatch(Namespace::isWanted);
    }

    /** Returns the auth payload of the root namespace, as the user gave it; empty if that namespace is not wanted. */
    synchronized Optional<Json> rootAuth() {
        return Optional.ofNullable(namespaces.get(SocketIoProtocol.ROOT))
                .filter(Namespace::isWanted)
                .map(root -> root.auth);
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

    @Override
    public void send(Packet packet) {
        connection.handOver(packet);
        connection.startSending();
    }

    @Override
    public boolean isKnown(String nsp) {
        return namespaces.containsKey(nsp);
    }

    @Override
    public void connected(String nsp, String sid, @Nullable String pid) {
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
                namespace.recovery = startSession(namespace, pid);
                connection.namespaceConnected();
                sink.accept(new NamespaceConnected(
                        clock.instant(),
                        nsp,
                        sid,
                        connection.transport(),
                        connection.handshake(),
                        Optional.ofNullable(namespace.recovery),
                        connection.pendingUpgrade()));
                sendQueue.resume(nsp);
            }
            case CANCELLED -> startLeaving(namespace);
            // We sent no CONNECT that this could answer.
            case LEAVING, DISCONNECTED -> {}
        }
    }

    /** Starts the session of a namespace, and returns the outcome for the previous one; null without recovery. */
    private @Nullable RecoveryOutcome startSession(Namespace namespace, @Nullable String pid) {
        isRecoveryOffered |= pid != null;
        if (protocol.supportsRecovery()) {
            return namespace.recoveryState.startSession(pid);
        }
        namespace.recoveryState.forget();
        return null;
    }

    @Override
    public void refused(Packet.ConnectError packet) {
        Namespace namespace = namespaces.get(packet.nsp());
        if (namespace == null) {
            return;
        }
        if (namespace.isEndUnreported()) {
            sink.accept(ConnectReply.refusal(clock.instant(), packet));
        }
        markEnded(namespace, DropReason.REFUSED);
    }

    @Override
    public void disconnected(Packet.Disconnect packet) {
        Namespace namespace = namespaces.get(packet.nsp());
        if (namespace == null) {
            return;
        }
        if (namespace.isEndUnreported()) {
            ServerReason reason = ConnectReply.reason(packet);
            boolean isRefusal = reason.isGiven() && isDisconnectRefusal(namespace);
            NamespaceDisconnected event = reportEnd(
                    namespace,
                    isRefusal ? DisconnectReason.REFUSED : DisconnectReason.SERVER_DISCONNECT,
                    reason,
                    "",
                    "");
            if (isRefusal && firstRefusal == null) {
                firstRefusal = event;
            }
        }
        markEnded(namespace, DropReason.DISCONNECTED);
    }

    /**
     * Returns true if a DISCONNECT with a reason would be a refusal: the server has sent nothing else in the namespace
     * since it connected it, and the connect timeout has not passed.
     */
    private boolean isDisconnectRefusal(Namespace namespace) {
        return namespace.state == JoinState.CONNECTING
                || !namespace.hasReceivedData
                        && System.nanoTime() - namespace.connectedNanos < connectTimeout.toNanos();
    }

    /** Returns the first refusal that came as a DISCONNECT packet. */
    synchronized Optional<NamespaceDisconnected> firstRefusal() {
        return Optional.ofNullable(firstRefusal);
    }

    private void markEnded(Namespace namespace, DropReason reason) {
        namespace.state = JoinState.DISCONNECTED;
        namespace.recoveryState.forget();
        if (namespace.rejoins) {
            requestConnect(namespace);
        } else {
            sendQueue.discardNamespace(namespace.name, reason);
        }
        closeIfUnused();
    }

    @Override
    public void eventReceived(Packet.Event event) {
        handleData(event.nsp());
        sink.accept(RecoveryState.eventWithoutOffset(event, clock.instant()));
    }

    @Override
    public void otherProtocol(String description) {
        connection.otherProtocolDetected(description);
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

    /** Makes the event for a packet, as {@link RecoveryState#toEvent}. */
    Optional<EventReceived> toEvent(Packet.Event event, Instant now) {
        if (isRecoveryOffered) {
            synchronized (this) {
                Namespace namespace = namespaces.get(event.nsp());
                if (namespace != null) {
                    return namespace.recoveryState.toEvent(event, now);
                }
            }
        }
        return Optional.of(RecoveryState.eventWithoutOffset(event, now));
    }

    /** Reports that a namespace is left: our DISCONNECT is written. */
    synchronized void handleDisconnectWritten(String nsp) {
        Namespace namespace = namespaces.get(nsp);
        if (namespace == null || namespace.state != JoinState.LEAVING) {
            return;
        }
        if (!namespace.isEndReported) {
            namespace.isEndReported = true;
            reportLeft(namespace);
        }
        scheduleForRequest(namespace, SETTLE_DELAY, () -> {
            if (namespace.state == JoinState.LEAVING) {
                namespace.state = JoinState.DISCONNECTED;
                if (namespace.rejoins) {
                    requestConnect(namespace);
                }
            }
        });
    }

    /** Detaches the lost connection. Namespaces that were connected are requested again on the next one. */
    synchronized void connectionLost(DisconnectReason reason, String detail, String hint) {
        connection = null;
        protocol = null;
        for (Namespace namespace : namespaces.values()) {
            boolean wasConnected = namespace.state == JoinState.CONNECTED;
            boolean wasLeaving = namespace.state == JoinState.LEAVING && !namespace.isEndReported;
            namespace.state = namespace.isWanted() ? JoinState.CONNECTING : JoinState.DISCONNECTED;
            namespace.rejoins = false;
            if (namespace.state == JoinState.CONNECTING) {
                sendQueue.pause(namespace.name);
            }
            if (wasConnected) {
                reportEnd(namespace, reason, ServerReason.NONE, detail, hint);
            } else if (wasLeaving) {
                reportLeft(namespace);
            }
        }
        sendQueue.connectionLost();
    }

    private void reportLeft(Namespace namespace) {
        reportEnd(namespace, DisconnectReason.CLIENT_DISCONNECT, ServerReason.NONE, "", "");
    }

    private NamespaceDisconnected reportEnd(
            Namespace namespace, DisconnectReason reason, ServerReason serverReason, String detail, String hint) {
        int lostAcks = acks.abandonNamespace(namespace.name);
        NamespaceDisconnected event = new NamespaceDisconnected(
                clock.instant(), namespace.name, reason, serverReason, detail, hint, lostAcks);
        sink.accept(event);
        return event;
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        Connection source = connection;
        scheduleWithLock(delay, () -> {
            if (connection == source) {
                task.run();
            }
        });
    }

    /** Runs a task later, unless the namespace is requested again before. */
    private void scheduleForRequest(Namespace namespace, Duration delay, Runnable task) {
        long requestNumber = namespace.requestNumber;
        scheduleWithLock(delay, () -> {
            if (namespace.requestNumber == requestNumber) {
                task.run();
            }
        });
    }

    private void scheduleWithLock(Duration delay, Runnable task) {
        try {
            scheduler.schedule(
                    () -> {
                        synchronized (this) {
                            task.run();
                        }
                    },
                    delay.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            // The session has ended, and its namespaces with it.
        }
    }
}
