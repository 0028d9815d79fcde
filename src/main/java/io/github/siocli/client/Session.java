package io.github.siocli.client;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.diagnosis.Diagnosis;
import io.github.siocli.client.diagnosis.EnginePath;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.client.diagnosis.SecretRedactor;
import io.github.siocli.client.engine.CloseCause;
import io.github.siocli.client.engine.DeliveryTracker;
import io.github.siocli.client.engine.EnginePathInterceptor;
import io.github.siocli.client.engine.EnginePathSockets;
import io.github.siocli.client.engine.EngineState;
import io.github.siocli.client.engine.GracefulClose;
import io.github.siocli.client.engine.HttpClients;
import io.github.siocli.client.engine.LatencyProbe;
import io.github.siocli.client.engine.PacketCarrier;
import io.github.siocli.client.engine.PacketParsers;
import io.github.siocli.client.engine.PacketValidator;
import io.github.siocli.client.engine.PendingPoll;
import io.github.siocli.client.engine.PollingTap;
import io.github.siocli.client.engine.ProtocolDetector;
import io.github.siocli.client.engine.ProxiedClients;
import io.github.siocli.client.engine.RequestDecorator;
import io.github.siocli.client.engine.SendQueue;
import io.github.siocli.client.engine.SessionThreads;
import io.github.siocli.client.engine.SocketTap;
import io.github.siocli.client.engine.Tap;
import io.github.siocli.client.engine.Transports;
import io.github.siocli.client.engine.WebSocketClients;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.net.cookie.CookieWebSocketFactory;
import io.github.siocli.net.cookie.Cookies;
import io.github.siocli.net.http.HttpCalls;
import io.github.siocli.net.proxy.ProxyDialer;
import io.github.siocli.net.tls.ClientTls;
import io.github.siocli.net.trace.TraceSettings;
import io.github.siocli.net.trace.Tracer;
import io.github.siocli.net.websocket.WebSocketClient;
import io.github.siocli.protocol.socketio.Packet;
import io.github.siocli.protocol.socketio.PacketParser;
import io.socket.client.Manager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.WebSocket;

/**
 * A session with a Socket.IO server: all its namespaces, across reconnections, until it is ended.
 *
 * <p>It reports to an {@link EventSink}. Any thread may call the methods; they do not block unless their documentation
 * says so.
 */
public final class Session implements AutoCloseable {

    private static final String ROOT = "/";

    private final ConnectOptions options;
    private final TraceSettings tracing;
    private final ScheduledExecutorService scheduler;
    private final AckTracker acks;
    private final EngineState engine;
    private final PacketParser parser;
    private final PacketValidator validator;
    private final EventSink sink;
    private final Clock clock;
    private final SendQueue sendQueue;
    private final Namespaces namespaces;
    private final PacketDispatcher dispatcher;
    private final CloseCause closeCause = new CloseCause();
    private final DeliveryTracker deliveryTracker = new DeliveryTracker();
    private final HttpCalls http;
    private final SocketTap sockets;
    private final Transports transports;
    private final GracefulClose gracefulClose;
    private final LatencyProbe latencyProbe;
    private final Reconnector reconnector;

    private Session(ConnectOptions options, TraceSettings tracing, EventSink sink, Clock clock)
            throws FailureException {
        this.options = options;
        this.tracing = tracing;
        this.sink = sink;
        this.clock = clock;
        this.parser = PacketParsers.createParser(options.protocol().parser());
        this.validator = new PacketValidator(parser, options.protocol().parser().label());
        this.scheduler = SessionThreads.scheduler();
        this.acks = new AckTracker(sink, clock, scheduler);
        this.engine = new EngineState(clock);
        PayloadLimit limit = new PayloadLimit(engine::handshake, clock);
        this.sendQueue = new SendQueue(
                new SendReporter(sink, acks, deliveryTracker, engine, limit, clock, this::handleDisconnectWritten));
        Optional<ClientTls> tls = options.server().secure()
                ? Optional.of(ClientTls.create(options.network().tls()))
                : Optional.empty();
        ConnectProgress progress = new ConnectProgress();
        EnginePath path = new EnginePath(options.endpoint().enginePath(), sink, clock);
        Diagnosis diagnosis = new Diagnosis(options, path, progress, limit, tls, clock);
        NamespaceTimers timers =
                new NamespaceTimers(scheduler, options.network().connectTimeout(), diagnosis);
        this.namespaces =
                new Namespaces(sink, acks, sendQueue, engine, clock, timers, new NamespaceListener(diagnosis));
        ProtocolDetector detector = new ProtocolDetector(
                options.protocol().eio(), () -> namespaces.auth(ROOT), () -> namespaces.isWanted(ROOT), scheduler);
        this.dispatcher = new PacketDispatcher(sink, acks, deliveryTracker, namespaces, engine, parser, clock);
        Tap tap = new Tap(
                dispatcher,
                this::handleSessionOpened,
                sendQueue,
                deliveryTracker,
                engine,
                progress,
                diagnosis,
                detector,
                limit,
                closeCause,
                sink,
                clock);
        Cookies cookies = new Cookies(options.http().cookies(), clock);
        RequestDecorator decorator = new RequestDecorator(options, path);
        PendingPoll pendingPoll = new PendingPoll();
        PollingTap polling = new PollingTap(
                decorator, tap, pendingPoll, SessionThreads.single("sio-polled"), this::closeIdleConnections);
        Tracer tracer = new Tracer(
                tracing,
                () -> new SecretRedactor(options).secrets(),
                detector::speaksEio3,
                PacketParsers.traceDecoding(options.protocol().parser()),
                clock,
                sink::accept);
        Optional<ProxyDialer> proxy = options.network().proxy().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ProxiedClients.dialer(options, options.network().proxy().get(), progress, clock));
        this.http = new HttpCalls(() -> HttpClients.create(
                options,
                tls,
                proxy,
                progress,
                cookies,
                interceptors(path, polling, detector),
                tracer.exchanges(),
                polling.networkWait(),
                pendingPoll.listener()));
        WebSocketClient websockets = WebSocketClients.create(
                options, tls, proxy, progress, tracer, scheduler, engine.networkWait(Transport.WEBSOCKET));
        WebSocket.Factory withCookies = new CookieWebSocketFactory(websockets, cookies);
        WebSocket.Factory atPath = path.hasAlternative() ? new EnginePathSockets(withCookies, path) : withCookies;
        WebSocket.Factory decorated = (request, listener) -> atPath.newWebSocket(decorator.decorate(request), listener);
        this.sockets = new SocketTap(
                detector.wrap(decorated), websockets, tap, polling::awaitDelivered, this::handleUpgradeLost);
        this.transports = new Transports(sockets, polling, detector, http);
        this.latencyProbe =
                new LatencyProbe(websockets, http, decorator, options.endpoint().requestUrl());
        this.gracefulClose =
                new GracefulClose(sockets, polling, http, sendQueue, deliveryTracker, closeCause, latencyProbe);
        this.reconnector = new Reconnector(
                options,
                tap,
                namespaces,
                transports,
                scheduler,
                observer -> new PacketCarrier(libraryOptions(), parser, sendQueue, observer));
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
        session.namespaces.joinEssential(options.namespaces(), options.auth());
        session.reconnector.connectIfNeeded();
        return session;
    }

    /**
     * Joins a namespace, which may be one that was left, refused or disconnected by the server. The result is reported
     * as a connected, refused or failed event. Does nothing if the namespace is connected or being connected.
     *
     * <p>If the server does not answer within the connect timeout, the other namespaces stay connected. After a
     * reconnection the namespace is joined again.
     *
     * @param auth payload of its CONNECT packets; if empty, that of the options
     */
    public void join(String nsp, Optional<Json> auth) {
        join(nsp, auth.or(options::auth), namespaces::join);
    }

    /**
     * As {@link #join}, but with another auth payload: a namespace that is connected or being connected is left first,
     * and reported as disconnected.
     *
     * @param auth payload of its CONNECT packets from now on
     */
    public void rejoin(String nsp, Json auth) {
        join(nsp, Optional.of(auth), namespaces::rejoin);
    }

    private void join(String nsp, Optional<Json> payload, BiConsumer<String, Optional<Json>> joinMethod) {
        if (reconnector.isEnded()) {
            return;
        }
        try {
            validator.requireEncodable(new Packet.Connect(nsp, payload));
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
                engine.openSince()
                        .map(since -> new SessionStatus.OpenSession(engine.transport(), engine.handshake(), since)),
                namespaces.status(),
                reconnector.reconnectStatus(),
                engine.traffic(),
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
        return latencyProbe.measure(timeout);
    }

    /**
     * Sends an event. While its namespace is being connected the event is queued; it is dropped if the namespace does
     * not connect. Blocks while the queue of a connected namespace is full, but never for a connection.
     *
     * @param ackTimeout how long to wait for an acknowledgement; empty if none is asked for
     * @return the id of the acknowledgement; empty if none is asked for
     * @throws FailureException if the namespace is not joined, or if it is being connected and the queue is full
     */
    public OptionalLong emit(String nsp, EventName name, Arguments args, Optional<Duration> ackTimeout)
            throws FailureException, InterruptedException {
        return emit(nsp, name, args, ackTimeout, false);
    }

    /** As {@link #emit(String, EventName, Arguments, Optional)}, for a name that is a string. */
    public OptionalLong emit(String nsp, String name, Arguments args, Optional<Duration> ackTimeout)
            throws FailureException, InterruptedException {
        return emit(nsp, EventName.of(name), args, ackTimeout);
    }

    /**
     * As {@link #emit(String, EventName, Arguments, Optional)}, but also blocks while the namespace is being connected
     * and the queue is full.
     */
    public OptionalLong emitBlocking(String nsp, EventName name, Arguments args, Optional<Duration> ackTimeout)
            throws FailureException, InterruptedException {
        return emit(nsp, name, args, ackTimeout, true);
    }

    private OptionalLong emit(
            String nsp, EventName name, Arguments args, Optional<Duration> ackTimeout, boolean waitForConnection)
            throws FailureException, InterruptedException {
        validator.requireEncodable(new Packet.Event(nsp, name, args, OptionalLong.empty()));
        OptionalLong id = ackTimeout.isPresent()
                ? OptionalLong.of(acks.expect(nsp, name, ackTimeout.get()))
                : OptionalLong.empty();
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
        return gracefulClose.describeUnwritten();
    }

    /** Returns the failure to report if {@link #end} returned false. */
    public Failure undeliveredFailure() {
        boolean isInDoubt = sendQueue.isDelivered() && deliveryTracker.isInDoubt();
        String lastPacket =
                isInDoubt && !closeCause.isRefused() ? engine.closeTiming().describeLastSent() : "";
        String closeDetail = closeCause.detail();
        String detail = lastPacket.isEmpty() || closeDetail.contains(lastPacket)
                ? closeDetail
                : closeDetail.isEmpty() ? lastPacket : closeDetail + ", " + lastPacket;
        return Failure.of(
                FailureKind.DISCONNECTED,
                isInDoubt
                        ? "it is not known whether everything reached the server"
                        : "not everything reached the server",
                detail.isEmpty() ? "" : " (" + detail + ")",
                closeCause.hint());
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
        boolean isAllConfirmed = reconnector.isOpen() && gracefulClose.confirmDelivery(isHurried);
        deliveryTracker.startLeaving();
        boolean wasOpen = reconnector.end();
        // A trace also records the end of the connection, so it waits for the server's close.
        boolean isDelivered = wasOpen
                ? gracefulClose.awaitClose(reconnector::isOpen, isHurried, isAllConfirmed && !tracing.isOn())
                : gracefulClose.isDelivered();
        sendQueue.close();
        transports.close();
        scheduler.shutdownNow();
        return isDelivered;
    }

    @Override
    public void close() {
        end();
    }

    private Manager.Options libraryOptions() {
        Manager.Options libraryOptions = new Manager.Options();
        libraryOptions.hostname = options.server().withoutZone().host();
        libraryOptions.port = options.server().port();
        libraryOptions.secure = options.server().secure();
        libraryOptions.path = options.endpoint().enginePath();
        libraryOptions.transports = options.protocol().transports().stream()
                .map(Transport::wireName)
                .toArray(String[]::new);
        libraryOptions.upgrade = options.protocol().upgrade();
        libraryOptions.timestampRequests = true;
        libraryOptions.reconnection = false;
        // The library's own timer would use a thread for each attempt; the connect timeout is enforced here.
        libraryOptions.timeout = -1;
        libraryOptions.callFactory = http;
        libraryOptions.webSocketFactory = sockets;
        return libraryOptions;
    }

    private List<Interceptor> interceptors(EnginePath path, Interceptor polling, ProtocolDetector detector) {
        Interceptor translation = detector.interceptor(this::bareClient);
        return path.hasAlternative()
                ? List.of(polling, new EnginePathInterceptor(path), translation)
                : List.of(polling, translation);
    }

    private void handleSessionOpened() {
        reconnector.sessionOpened();
    }

    private void handleDisconnectWritten(String nsp) {
        namespaces.handleDisconnectWritten(nsp);
    }

    private Call.Factory bareClient() {
        return HttpClients.withoutInterceptors(http.client());
    }

    private void closeIdleConnections() {
        http.closeIdleConnections();
    }

    private void handleUpgradeLost() {
        reconnector.upgradeLost();
    }

    /** Reacts to the namespaces of this session. */
    private final class NamespaceListener implements Namespaces.Listener {

        private final Diagnosis diagnosis;

        private NamespaceListener(Diagnosis diagnosis) {
            this.diagnosis = diagnosis;
        }

        @Override
        public void namespaceConnected() {
            reconnector.namespaceConnected();
        }

        @Override
        public void namespaceEnded(String nsp) {
            deliveryTracker.namespaceEnded(nsp);
        }

        @Override
        public void otherProtocolDetected(String description) {
            // The caller holds the lock of the namespaces, which is below that of the reconnector.
            scheduler.execute(() -> {
                if (!reconnector.restartWithEio3()) {
                    reconnector.failAttempt(diagnosis.ofOtherGeneration(description));
                }
            });
        }

        @Override
        public void otherParserDetected() {
            scheduler.execute(() -> reconnector.failAttempt(diagnosis.ofOtherParser()));
        }
    }
}
