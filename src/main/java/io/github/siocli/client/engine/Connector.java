package io.github.siocli.client.engine;

import io.github.siocli.client.diagnosis.ConnectProgress;
import io.github.siocli.client.diagnosis.PayloadLimit;
import io.github.siocli.client.diagnosis.SecretRedactor;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.concurrent.DaemonThreads;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent.EnginePathChanged;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.net.cookie.CookieWebSocketFactory;
import io.github.siocli.net.cookie.Cookies;
import io.github.siocli.net.engineio.ProtocolDetector;
import io.github.siocli.net.engineio.ServerGeneration;
import io.github.siocli.net.http.ContentDecoding;
import io.github.siocli.net.http.EnginePath;
import io.github.siocli.net.http.EnginePathSockets;
import io.github.siocli.net.http.HttpCalls;
import io.github.siocli.net.http.HttpClients;
import io.github.siocli.net.http.NetworkWaitInterceptor;
import io.github.siocli.net.trace.TraceSettings;
import io.github.siocli.net.trace.Tracer;
import io.github.siocli.net.websocket.NetworkWait;
import io.github.siocli.net.websocket.WebSocketClient;
import io.github.siocli.protocol.socketio.PacketParser;
import io.socket.client.Manager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * Creates the connections of a session, one after the other, and keeps what they share: options, TLS, cookies, the
 * trace, and what was learned about the server. Any thread may call.
 */
public final class Connector {

    private final ConnectOptions options;
    private final Supplier<Optional<Json>> rootAuth;
    private final ScheduledExecutorService scheduler;
    private final EventSink sink;
    private final Clock clock;
    private final ServerRoute route;

    private final TrafficCounter traffic = new TrafficCounter();
    private final ServerGeneration generation;
    private final EnginePath path;
    private final RequestDecorator decorator;
    private final Cookies cookies;
    private final Tracer tracer;
    /** Null before the first request, as a session over websocket needs none. Guarded by this object. */
    private @Nullable ExecutorService httpThreads;

    private final ExecutorService readerThread = DaemonThreads.single("sio-polled");

    /**
     * Creates the connector of a session.
     *
     * @param rootAuth returns the auth payload of the root namespace; empty if that namespace is not wanted
     * @param scheduler runs short tasks at their time
     * @throws FailureException if the options cannot work, for example if a certificate file cannot be read
     */
    public Connector(
            ConnectOptions options,
            TraceSettings tracing,
            Supplier<Optional<Json>> rootAuth,
            ScheduledExecutorService scheduler,
            EventSink sink,
            Clock clock)
            throws FailureException {
        this.options = options;
        this.rootAuth = rootAuth;
        this.scheduler = scheduler;
        this.sink = sink;
        this.clock = clock;
        this.route = new ServerRoute(options, clock);
        OptionalInt eio = options.protocol().eio();
        ServerGeneration learned = eio.isPresent() ? new ServerGeneration(eio.getAsInt()) : new ServerGeneration();
        this.generation = learned;
        this.path = new EnginePath(
                options.endpoint().enginePath(),
                (newPath, previous, reason) ->
                        sink.accept(new EnginePathChanged(clock.instant(), newPath, previous, reason)));
        this.decorator = new RequestDecorator(options, path);
        this.cookies = new Cookies(options.http().cookies(), clock);
        this.tracer = new Tracer(
                tracing,
                () -> new SecretRedactor(options).secrets(),
                () -> learned.next() == 3,
                PacketParsers.traceDecoding(options.protocol().parser()),
                clock,
                sink::accept);
    }

    /**
     * Creates a connection that is not yet opened.
     *
     * @param sendQueue has the packets to send, and is notified of those that are written
     */
    public SocketIoConnection create(
            SendQueue sendQueue, PacketListener packetListener, ConnectionListener connectionListener) {
        return new SocketIoConnection(this, sendQueue, packetListener, connectionListener);
    }

    /** Returns the traffic of all connections so far. */
    public SessionStatus.Traffic traffic() {
        return traffic.snapshot();
    }

    ConnectOptions options() {
        return options;
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    EventSink sink() {
        return sink;
    }

    Clock clock() {
        return clock;
    }

    TrafficCounter trafficCounter() {
        return traffic;
    }

    RequestDecorator decorator() {
        return decorator;
    }

    EnginePath path() {
        return path;
    }

    /** Returns the thread that reads the payloads of polls. Shared, so that connections cannot overtake each other. */
    Executor readerThread() {
        return readerThread;
    }

    PacketParser parser() {
        return PacketParsers.createParser(options.protocol().parser());
    }

    ProtocolDetector detector() {
        return new ProtocolDetector(generation, rootAuth, scheduler);
    }

    ConnectionEvidence evidence(EngineState engine) {
        ConnectProgress progress = new ConnectProgress();
        PayloadLimit limit = new PayloadLimit(engine::handshake, clock);
        return new ConnectionEvidence(progress, limit, route.diagnosis(path, progress, limit), engine);
    }

    /** Creates the HTTP requests of a connection. */
    HttpCalls http(SocketIoConnection connection) {
        ConnectProgress progress = connection.evidence().progress();
        return new HttpCalls(() -> {
            PollingTap tap = connection.polling();
            NetworkWait networkWait = connection.engine().networkWait(Transport.POLLING);
            List<Interceptor> onWire = List.of(
                    cookies,
                    new ContentDecoding(),
                    tracer.exchanges(),
                    new NetworkWaitInterceptor(networkWait, tap::isPoll));
            OkHttpClient client = HttpClients.create(
                    route.http(progress),
                    httpThreads(),
                    tap,
                    onWire,
                    tap.requests().listener());
            client.dispatcher().setIdleCallback(connection.signal()::changed);
            return client;
        });
    }

    private synchronized ExecutorService httpThreads() {
        if (httpThreads == null) {
            httpThreads = DaemonThreads.unlimited("sio-http");
        }
        return httpThreads;
    }

    /** Creates the websockets of a connection. */
    WebSocketClient websockets(SocketIoConnection connection) {
        return route.websockets(
                connection.evidence().progress(),
                tracer::websocket,
                scheduler,
                connection.engine().networkWait(Transport.WEBSOCKET));
    }

    /** Returns a factory that adds cookies and the user's settings to the requests of websockets. */
    WebSocket.Factory decorated(WebSocket.Factory websockets) {
        WebSocket.Factory withCookies = new CookieWebSocketFactory(websockets, cookies);
        WebSocket.Factory atPath = path.hasAlternative() ? new EnginePathSockets(withCookies, path) : withCookies;
        return (request, listener) -> atPath.newWebSocket(decorator.decorate(request), listener);
    }

    /** Returns the options of the library for one connection. */
    Manager.Options libraryOptions(HttpCalls http, WebSocket.Factory sockets) {
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
}
