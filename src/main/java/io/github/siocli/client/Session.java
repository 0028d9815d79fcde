package io.github.siocli.client;

import io.github.siocli.client.engine.Connector;
import io.github.siocli.client.engine.PacketParsers;
import io.github.siocli.client.engine.PacketValidator;
import io.github.siocli.client.engine.SendQueue;
import io.github.siocli.client.engine.SocketIoConnection;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.concurrent.DaemonThreads;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.json.Json;
import io.github.siocli.net.trace.TraceSettings;
import io.github.siocli.protocol.socketio.Packet;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A session with a Socket.IO server: all its namespaces, across reconnections, until it is ended.
 *
 * <p>It reports to an {@link EventSink}. Any thread may call the methods; they do not block unless their documentation
 * says so.
 */
public final class Session implements AutoCloseable {

    private final ConnectOptions options;
    private final TraceSettings tracing;
    private final ScheduledExecutorService scheduler;
    private final AckTracker acks;
    private final PacketValidator validator;
    private final EventSink sink;
    private final Clock clock;
    private final SendQueue sendQueue;
    private final Namespaces namespaces;
    private final PacketDispatcher dispatcher;
    private final Connector connector;
    private final Reconnector<SocketIoConnection> reconnector;

    private Session(ConnectOptions options, TraceSettings tracing, EventSink sink, Clock clock)
            throws FailureException {
        this.options = options;
        this.tracing = tracing;
        this.sink = sink;
        this.clock = clock;
        ConnectOptions.ParserType parser = options.protocol().parser();
        this.validator = new PacketValidator(PacketParsers.createParser(parser), parser.label());
        this.scheduler = DaemonThreads.scheduler();
        this.acks = new AckTracker(sink, clock, scheduler);
        SendReporter reporter = new SendReporter(sink, acks, clock);
        this.sendQueue = new SendQueue(reporter::dropped);
        this.namespaces = new Namespaces(
                sink, acks, sendQueue, clock, scheduler, options.network().connectTimeout());
        this.dispatcher = new PacketDispatcher(sink, acks, namespaces, reporter, clock);
        this.connector = new Connector(options, tracing, namespaces::rootAuth, scheduler, sink, clock);
        this.reconnector = new Reconnector<>(
                options,
                namespaces,
                scheduler,
                sink,
                clock,
                listener -> connector.create(sendQueue, dispatcher, listener));
    }

    /**
     * Starts to connect and returns at once.
     *
     * @throws FailureException if the options cannot work, for example if a certificate file cannot be read
     */
    public static Session open(ConnectOptions options, EventSink sink, Clock clock) throws FailureException {
        return open(options, TraceSettings.off(), sink, clock);
    }

    /**
     * As {@link #open(ConnectOptions, EventSink, Clock)}, and also reports the traffic on the wire as events.
     *
     * @throws FailureException if the options cannot work
     */
    public static Session open(ConnectOptions options, TraceSettings tracing, EventSink sink, Clock clock)
            throws FailureException {
        Session session = new Session(options, tracing, sink, clock);
        session.validator.requireEncodable(new Packet.Connect("/", options.auth()));
        session.namespaces.joinEssential(options.namespaces(), options.auth().orElse(null));
        session.reconnector.connectIfNeeded();
        return session;
    }

    /**
     * Joins a namespace, which may be one that was left, refused or disconnected by the server, with the auth payload of
     * the options. The result is reported as a connected, refused or failed event. Does nothing if the namespace is
     * connected or being connected.
     *
     * <p>If the server does not answer within the connect timeout, the other namespaces stay connected. After a
     * reconnection the namespace is joined again.
     */
    public void join(String nsp) {
        join(nsp, options.auth().orElse(null), namespaces::join);
    }

    /**
     * As {@link #join(String)}, but with an auth payload of its own.
     *
     * @param auth payload of its CONNECT packets
     */
    public void join(String nsp, Json auth) {
        join(nsp, auth, namespaces::join);
    }

    /**
     * As {@link #join(String, Json)}, but a namespace that is connected or being connected is left first, and reported
     * as disconnected.
     *
     * @param auth payload of its CONNECT packets from now on
     */
    public void rejoin(String nsp, Json auth) {
        join(nsp, auth, namespaces::rejoin);
    }

    /** Joins a namespace with the given method. The auth payload is null for none. */
    private void join(String nsp, @Nullable Json payload, BiConsumer<String, @Nullable Json> joinMethod) {
        if (reconnector.isEnded()) {
            return;
        }
        try {
            validator.requireEncodable(new Packet.Connect(nsp, Optional.ofNullable(payload)));
        } catch (FailureException e) {
            sink.accept(new ConnectFailed(clock.instant(), e.failure()));
            return;
        }
        joinMethod.accept(nsp, payload);
        reconnector.connectIfNeeded();
    }

    /**
     * Leaves a namespace after the events that were already handed over, and reports it as disconnected. Events that
     * wait for the namespace to be connected are dropped. The connection closes with the last namespace.
     */
    public void leave(String nsp) {
        namespaces.leave(nsp);
        reconnector.stopIfUnused();
    }

    /**
     * Cuts the connection without closing it, like a network failure. Does nothing if none is open. The session then
     * reconnects if the options say so.
     */
    public void dropConnection() {
        reconnector.drop();
    }

    /**
     * Connects at once instead of waiting for the next attempt. After the last attempt has failed, starts a new series
     * of attempts. Does nothing if no namespace is wanted.
     */
    public void reconnectNow() {
        reconnector.reconnectNow();
    }

    /** Returns true if a namespace is connected. */
    public boolean isConnected(String nsp) {
        return namespaces.isConnected(nsp);
    }

    /** Returns a snapshot of the session. */
    public SessionStatus status() {
        return new SessionStatus(
                reconnector
                        .open()
                        .flatMap(open -> open.openSince()
                                .map(since ->
                                        new SessionStatus.OpenSession(open.transport(), open.handshake(), since))),
                namespaces.status(),
                reconnector.reconnectStatus(),
                connector.traffic(),
                acks.pendingAcks(),
                dispatcher.unjoinedCounts(),
                new SessionStatus.Unsent(sendQueue.waitingCount(), sendQueue.droppedCount()));
    }

    /**
     * Measures one round trip to the server, invisibly for the application there. Blocks until the response or the
     * timeout.
     *
     * @return empty if no response came in time
     */
    public Optional<Duration> ping(Duration timeout) {
        return reconnector.latest().flatMap(latest -> latest.ping(timeout));
    }

    /**
     * Sends an event. While its namespace is being connected the event is queued; it is dropped if the namespace does
     * not connect. Blocks while the queue of a connected namespace is full, but never for a connection.
     *
     * @param ackTimeout how long to wait for an acknowledgement; null to request none
     * @return the id of the acknowledgement; empty if none is requested
     * @throws FailureException if the namespace is not joined, or if it is being connected and the queue is full
     */
    public OptionalLong emit(String nsp, EventName name, Arguments args, @Nullable Duration ackTimeout)
            throws FailureException, InterruptedException {
        return submit(nsp, name, args, ackTimeout, false);
    }

    /** As {@link #emit}, but also blocks while the namespace is being connected and the queue is full. */
    public OptionalLong emitBlocking(String nsp, EventName name, Arguments args, @Nullable Duration ackTimeout)
            throws FailureException, InterruptedException {
        return submit(nsp, name, args, ackTimeout, true);
    }

    private OptionalLong submit(
            String nsp, EventName name, Arguments args, @Nullable Duration ackTimeout, boolean waitForConnection)
            throws FailureException, InterruptedException {
        validator.requireEncodable(new Packet.Event(nsp, name, args, OptionalLong.empty()));
        OptionalLong id = ackTimeout == null
                ? OptionalLong.empty()
                : OptionalLong.of(acks.expect(nsp, name, args.values().size(), ackTimeout));
        boolean isQueued = false;
        try {
            sendQueue.submit(new Packet.Event(nsp, name, args, id), waitForConnection);
            isQueued = true;
            return id;
        } finally {
            if (!isQueued) {
                id.ifPresent(ackId -> acks.cancel(nsp, ackId));
            }
        }
    }

    /**
     * Acknowledges an event of the server. Blocks while the queue is full.
     *
     * @throws FailureException if the namespace is not connected
     */
    public void ack(String nsp, long id, Arguments args) throws FailureException, InterruptedException {
        Packet ack = new Packet.Ack(nsp, id, args);
        validator.requireEncodable(ack);
        sendQueue.submit(ack, false);
    }

    /** Returns the number of events and acknowledgements that were accepted and then dropped. */
    public long droppedCount() {
        return sendQueue.droppedCount();
    }

    /** Returns the first namespace that the server disconnected with a reason right after it had connected it. */
    public Optional<NamespaceDisconnected> firstRefusal() {
        return namespaces.firstRefusal();
    }

    /** Describes the data that was reported as sent but may not be written to the socket; empty if all is written. */
    public Optional<String> describeUnwritten() {
        return reconnector.latest().flatMap(SocketIoConnection::describeUnwritten);
    }

    /** Returns the failure to report if {@link #end} returned false. */
    public Failure undeliveredFailure() {
        return reconnector
                .inDoubt()
                .or(reconnector::latest)
                .map(SocketIoConnection::undeliveredFailure)
                .orElseGet(() -> Failure.of(FailureKind.DISCONNECTED, "not everything reached the server", "", ""));
    }

    /**
     * Lets {@link #end} ignore what was sent on earlier connections, because the same was sent again on each later one.
     */
    public void forgetEarlierDelivery() {
        reconnector.forgetEarlierDelivery();
    }

    /**
     * Leaves each namespace, waits until everything is written and, as far as can be known, received, and stops every
     * thread.
     *
     * @return whether every packet is written and its delivery is not in doubt
     */
    public boolean end() {
        return end(false);
    }

    /**
     * As {@link #end}, but gives up sooner on data that is not written: the command has failed or was interrupted.
     *
     * @return whether every packet is written and its delivery is not in doubt
     */
    public boolean endSoon() {
        return end(true);
    }

    private boolean end(boolean isHurried) {
        if (reconnector.isEnded()) {
            return true;
        }
        Optional<SocketIoConnection> open = reconnector.open();
        boolean isAllConfirmed = open.isPresent() && open.get().confirmDelivery(isHurried);
        reconnector.latest().ifPresent(SocketIoConnection::startLeaving);
        boolean isOpen = reconnector.end();
        Optional<SocketIoConnection> latest = reconnector.latest();
        if (isOpen && latest.isPresent()) {
            // A trace also records the end of the connection, so it waits for the server's close.
            latest.get().awaitClose(isHurried, isAllConfirmed && !tracing.isOn());
        }
        boolean isDelivered = sendQueue.isWritten()
                && reconnector.inDoubt().isEmpty()
                && describeUnwritten().isEmpty();
        sendQueue.close();
        latest.ifPresent(SocketIoConnection::release);
        scheduler.shutdownNow();
        return isDelivered;
    }

    @Override
    public void close() {
        end();
    }
}
