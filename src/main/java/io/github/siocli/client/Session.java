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
import io.github.siocli.client.engine.EngineSession;
import io.github.siocli.client.engine.GracefulClose;
import io.github.siocli.client.engine.HttpClients;
import io.github.siocli.client.engine.LatencyProbe;
import io.github.siocli.client.engine.LibraryLink;
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
import io.github.siocli.event.LifecycleEvent.Disconnected;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.net.cookie.CookieSockets;
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
import java.time.Instant;
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
    private final EngineSession engine;
    private final PacketParser parser;
    private final PacketValidator admission;
    private final EventSink sink;
    private final Clock clock;
    private final SendQueue outbox;
    private final Namespaces namespaces;
    private final PacketDispatcher inbound;
    private final CloseCause ending = new CloseCause();
    private final DeliveryTracker reception = new DeliveryTracker();
    private final HttpCalls http;
    private final SocketTap sockets;
    private final Transports wires;
    private final GracefulClose goodbye;
    private final LatencyProbe roundTrip;
    private final Reconnector attempts;

    private Session(ConnectOptions options, TraceSettings tracing, EventSink sink, Clock clock)
            throws FailureException {
        this.options = options;
        this.tracing = tracing;
        this.sink = sink;
        this.clock = clock;
        this.parser = PacketParsers.packets(options.parser());
        this.admission = new PacketValidator(parser, options.parser().label());
        this.scheduler = SessionThreads.scheduler();
        this.acks = new AckTracker(sink, clock, scheduler);
        this.engine = new EngineSession(clock);
        PayloadLimit limit = new PayloadLimit(engine::handshake, clock);
        this.outbox = new SendQueue(new SendReporter(sink, acks, reception, engine, limit, clock, this::left));
        Optional<ClientTls> tls =
                options.server().secure() ? Optional.of(ClientTls.create(options.tls())) : Optional.empty();
        ConnectProgress progress = new ConnectProgress();
        EnginePath path = new EnginePath(options.enginePath(), sink, clock);
        Diagnosis diagnosis = new Diagnosis(options, path, progress, limit, tls, clock);
        RecoveryStates recoveries = new RecoveryStates();
        NamespaceTimers timers = new NamespaceTimers(scheduler, options.connectTimeout(), diagnosis);
        this.namespaces = new Namespaces(sink, acks, outbox, recoveries, engine, clock, timers, this::connected);
        ProtocolDetector negotiation = new ProtocolDetector(
                options.eio(),
                PacketParsers.dialect(options.parser()),
                () -> namespaces.auth(ROOT),
                () -> namespaces.isWanted(ROOT),
                scheduler);
        this.inbound = new PacketDispatcher(
                sink,
                acks,
                reception,
                namespaces,
                recoveries,
                engine,
                parser,
                clock,
                negotiation::speaksEio3,
                seen -> abandon(diagnosis.ofOtherGeneration(seen)));
        Tap tap = new Tap(
                inbound, outbox, reception, engine, progress, diagnosis, negotiation, limit, ending, sink, clock);
        Cookies cookies = new Cookies(options.cookies(), clock);
        RequestDecorator wishes = new RequestDecorator(options, path);
        PendingPoll pending = new PendingPoll();
        PollingTap polling =
                new PollingTap(wishes, tap, pending, SessionThreads.single("sio-polled"), this::forgetConnections);
        Tracer tracer = new Tracer(
                tracing,
                () -> new SecretRedactor(options).secrets(),
                negotiation::speaksEio3,
                PacketParsers.decoding(options.parser()),
                clock,
                sink::accept);
        Optional<ProxyDialer> proxy = options.proxy().isEmpty()
                ? Optional.empty()
                : Optional.of(ProxiedClients.dialer(options, options.proxy().get(), progress, clock));
        this.http = new HttpCalls(() -> HttpClients.create(
                options,
                tls,
                proxy,
                progress,
                cookies,
                interceptors(path, polling, negotiation),
                tracer.exchanges(),
                polling.networkWait(),
                pending.listener()));
        WebSocketClient websockets = WebSocketClients.create(
                options, tls, proxy, progress, tracer, scheduler, engine.networkWait(Transport.WEBSOCKET));
        WebSocket.Factory withCookies = new CookieSockets(websockets, cookies);
        WebSocket.Factory atPath = path.hasAlternative() ? new EnginePathSockets(withCookies, path) : withCookies;
        WebSocket.Factory wire = (request, listener) -> atPath.newWebSocket(wishes.in(request), listener);
        this.sockets = new SocketTap(negotiation.over(wire), websockets, tap, polling::awaitTold, this::stranded);
        this.wires = new Transports(sockets, polling, negotiation, http);
        this.roundTrip = new LatencyProbe(websockets, http, wishes, options.requestUrl());
        this.goodbye = new GracefulClose(sockets, polling, http, outbox, reception, ending, roundTrip);
        this.attempts = new Reconnector(
                options, tap, namespaces, wires, scheduler, observer -> new LibraryLink(libraryOptions(), observer));
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
        session.admission.require(new Packet.Connect("/", options.auth()));
        session.namespaces.begin(options.namespaces(), options.auth());
        session.attempts.open();
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

    private void join(String nsp, Optional<Json> payload, BiConsumer<String, Optional<Json>> how) {
        if (attempts.isEnded()) {
            return;
        }
        try {
            admission.require(new Packet.Connect(nsp, payload));
        } catch (FailureException e) {
            sink.accept(new ConnectFailed(clock.instant(), e.failure()));
            return;
        }
        how.accept(nsp, payload);
        attempts.open();
    }

    /**
     * Leaves a namespace after the events that were already handed over, and reports it as disconnected. Events that
     * wait for the namespace to be connected are dropped. The connection closes with the last namespace.
     */
    public void leave(String nsp) {
        namespaces.leave(nsp);
        attempts.rest();
    }

    /**
     * Cuts the connection without closing it, like a network failure. Does nothing if none is open. The session then
     * reconnects if the options say so.
     */
    public void drop() {
        attempts.drop();
    }

    /**
     * Connects at once instead of waiting for the next attempt, or starts a new series of attempts after the last one
     * failed. Does nothing if no namespace is wanted.
     */
    public void reconnectNow() {
        attempts.openNow();
    }

    /** Returns true if a namespace is connected. */
    public boolean isConnected(String nsp) {
        return namespaces.isConnected(nsp);
    }

    /** Returns a snapshot of the session. */
    public SessionStatus status() {
        Optional<Instant> since = engine.openSince();
        return new SessionStatus(
                since.map(open -> engine.transport()),
                since.map(open -> engine.handshake()),
                since,
                engine.lastHeartbeat(),
                namespaces.status(),
                attempts.connecting(),
                attempts.reconnections(),
                engine.traffic(),
                acks.status(),
                inbound.unjoined(),
                outbox.waiting(),
                outbox.lost());
    }

    /**
     * Measures one round trip to the server, invisibly for the application there. Blocks until the response or the
     * timeout.
     *
     * @return empty if no response came in time
     */
    public Optional<Duration> ping(Duration timeout) {
        return roundTrip.measure(timeout);
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
    public OptionalLong emitPatiently(String nsp, EventName name, Arguments args, Optional<Duration> ackTimeout)
            throws FailureException, InterruptedException {
        return emit(nsp, name, args, ackTimeout, true);
    }

    private OptionalLong emit(
            String nsp, EventName name, Arguments args, Optional<Duration> ackTimeout, boolean patient)
            throws FailureException, InterruptedException {
        admission.require(new Packet.Event(nsp, name, args, OptionalLong.empty()));
        OptionalLong id = ackTimeout.isPresent()
                ? OptionalLong.of(acks.expect(nsp, name, ackTimeout.get()))
                : OptionalLong.empty();
        boolean taken = false;
        try {
            outbox.submit(new Packet.Event(nsp, name, args, id), patient);
            taken = true;
            return id;
        } finally {
            if (!taken) {
                id.ifPresent(unused -> acks.forget(nsp, unused));
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
        admission.require(ack);
        outbox.submit(ack, false);
    }

    /** Returns the number of events and acknowledgements that were accepted and then dropped. */
    public long lost() {
        return outbox.lost();
    }

    /** Returns the first namespace that the server disconnected with a reason right after it had connected it. */
    public Optional<Disconnected> refusal() {
        return namespaces.refusal();
    }

    /** Describes the data that was reported as sent but may not be written to the socket; empty if all is written. */
    public Optional<String> unwritten() {
        return goodbye.unwritten();
    }

    /** Returns the failure to report if {@link #end} returned false. */
    public Failure undelivered() {
        boolean isInDoubt = outbox.isDelivered() && reception.isInDoubt();
        String last = isInDoubt && !ending.isRefused() ? engine.moments().lastSent() : "";
        String seen = ending.detail();
        String detail = last.isEmpty() || seen.contains(last) ? seen : seen.isEmpty() ? last : seen + ", " + last;
        return Failure.of(
                FailureKind.DISCONNECTED,
                isInDoubt
                        ? "it is not known whether everything reached the server"
                        : "not everything reached the server",
                detail.isEmpty() ? "" : " (" + detail + ")",
                ending.hint());
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

    private boolean end(boolean hurried) {
        if (attempts.isEnded()) {
            return true;
        }
        boolean taken = attempts.isOpen() && goodbye.prepare(hurried);
        reception.leaving();
        boolean wasOpen = attempts.end();
        // A trace shall contain the end of the connection too.
        boolean written =
                wasOpen ? goodbye.await(attempts::isOpen, hurried, taken && !tracing.isOn()) : goodbye.isDelivered();
        outbox.close();
        wires.close();
        scheduler.shutdownNow();
        return written;
    }

    @Override
    public void close() {
        end();
    }

    private Manager.Options libraryOptions() {
        Manager.Options set = new Manager.Options();
        set.hostname = options.server().withoutZone().host();
        set.port = options.server().port();
        set.secure = options.server().secure();
        set.path = options.enginePath();
        set.transports = options.transports().stream().map(Transport::wireName).toArray(String[]::new);
        set.upgrade = options.upgrade();
        set.timestampRequests = true;
        set.reconnection = false;
        // The library's own timer would use a thread for each attempt; the connect timeout is enforced here.
        set.timeout = -1;
        set.callFactory = http;
        set.webSocketFactory = sockets;
        set.encoder = new PacketCarrier(parser, outbox, namespaces::connectData).encoder();
        return set;
    }

    private List<Interceptor> interceptors(EnginePath path, Interceptor polling, ProtocolDetector negotiation) {
        Interceptor translation = negotiation.interceptor(this::bareClient);
        return path.hasAlternative()
                ? List.of(polling, new EnginePathInterceptor(path), translation)
                : List.of(polling, translation);
    }

    private void left(String nsp) {
        namespaces.left(nsp);
    }

    private Call.Factory bareClient() {
        return HttpClients.bare(http.client());
    }

    private void forgetConnections() {
        http.forgetConnections();
    }

    private void connected() {
        attempts.connected();
    }

    private void stranded() {
        attempts.stranded();
    }

    private void abandon(Failure failure) {
        attempts.abandon(failure);
    }
}
