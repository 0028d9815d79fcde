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
 * A connection to a Socket.IO server, with all its namespaces, through reconnections to the end.
 *
 * <p>What happens is told to an {@link EventSink}; any thread may call the methods, and none of them waits unless it says so.
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
     * Begins to connect, and returns at once.
     *
     * @throws FailureException where the options cannot work, such as a file of certificates that cannot be read
     */
    public static Session open(ConnectOptions options, EventSink sink, Clock clock) throws FailureException {
        return open(options, TraceSettings.off(), sink, clock);
    }

    /**
     * The same, where what passes on the wire may be wanted too: it is told among the events.
     *
     * @throws FailureException as above
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
     * Connects one more namespace, also one that was left, refused or disconnected by the server. What comes of it is told
     * as connected, refused or failed. Nothing is sent where it is connected or asked for already.
     *
     * <p>Where it does not answer within the time for an attempt, the others go on. It comes back after a reconnection.
     *
     * @param auth payload of its CONNECT packets; where there is none, that of the options
     */
    public void join(String nsp, Optional<Json> auth) {
        join(nsp, auth.or(options::auth), namespaces::join);
    }

    /**
     * The same with another auth payload for one that is connected or asked for already: it is left before, and told as
     * disconnected.
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
     * Leaves a namespace, behind what was sent in it; the connection is closed with the last one. It is told as
     * disconnected. Events that still wait for it to be connected are dropped.
     */
    public void leave(String nsp) {
        namespaces.leave(nsp);
        attempts.rest();
    }

    /**
     * Cuts the connection without a goodbye, as a network would; nothing happens where none is open. What follows is as the
     * options say.
     */
    public void drop() {
        attempts.drop();
    }

    /**
     * Connects at once where the next attempt is waited for, and begins a new series of attempts where there will be none.
     * Nothing happens where no namespace is wanted.
     */
    public void reconnectNow() {
        attempts.openNow();
    }

    /** Whether a namespace is connected. */
    public boolean isConnected(String nsp) {
        return namespaces.isConnected(nsp);
    }

    /** What there is to say of the session now. */
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
     * Measures one round trip to the server, of which the application there sees nothing. Waits for it.
     *
     * @return empty where no answer came in that time
     */
    public Optional<Duration> ping(Duration timeout) {
        return roundTrip.measure(timeout);
    }

    /**
     * Sends an event. While its namespace is not connected it is kept until it is, and dropped where that does not come
     * about. Waits while too much is on its way, but never for a connection.
     *
     * @param ackTimeout where an acknowledgement is asked for, the time that it may take
     * @return the id of that acknowledgement
     * @throws FailureException where its namespace is neither connected nor asked for, or it is not connected and too much
     *     waits for it already
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
     * As {@link #emit(String, EventName, Arguments, Optional)}, but waits also for a connection where too much waits for it already: for a thread that has nothing
     * else to do.
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
     * Acknowledges an event of the server. Waits while too much is on its way.
     *
     * @throws FailureException where the namespace is not connected
     */
    public void ack(String nsp, long id, Arguments args) throws FailureException, InterruptedException {
        Packet ack = new Packet.Ack(nsp, id, args);
        admission.require(ack);
        outbox.submit(ack, false);
    }

    /** Number of events and acknowledgements that were handed over, and will not be sent. */
    public long lost() {
        return outbox.lost();
    }

    /** The first namespace that the server refused right after it had connected it. */
    public Optional<Disconnected> refusal() {
        return namespaces.refusal();
    }

    /** The part of what was told as sent that is not known to be in the socket yet; empty if all is. */
    public Optional<String> unwritten() {
        return goodbye.unwritten();
    }

    /** Why not everything is known to have reached the server, once that is what {@link #end} has returned. */
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
     * Says goodbye in each namespace, waits until all is written and has arrived, as far as can be known, and ends every
     * thread.
     *
     * @return whether everything that was handed over is written, and nothing of it is in doubt
     */
    public boolean end() {
        return end(false);
    }

    /**
     * The same, where what is not written soon may be given up: the command has failed, or was interrupted.
     *
     * @return whether everything that was handed over is written
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
        // Who looks at the wire wants to see the end too.
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
        // The library's own timer would be a thread for each attempt; the deadline here covers it.
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
