package io.github.siocli.client;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.ConnectFailed;
import io.github.siocli.event.DisconnectReason;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.ReconnectGivenUp;
import io.github.siocli.event.ReconnectScheduled;
import io.github.siocli.event.Transport;
import io.github.siocli.wire.Packet;
import io.socket.client.Manager;
import io.socket.client.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;

/**
 * A connection to a Socket.IO server, with all its namespaces, through reconnections to the end.
 *
 * <p>What happens is told to an {@link EventSink}; any thread may call the methods.
 */
public final class Session implements AutoCloseable {

    private static final Duration LIBRARY = Duration.ofMillis(500);
    private static final long LOOK_NANOS = 500_000;
    private static final long MIN_PING_MILLIS = 100;

    private final ConnectOptions options;
    private final EventSink sink;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor scheduler;
    private final Progress progress = new Progress();
    private final Ending ending = new Ending();
    private final Acks acks;
    private final Outbox outbox;
    private final Namespaces namespaces;
    private final Inbound inbound;
    private final Diagnosis diagnosis;
    private final SocketTap sockets;
    private final OkHttpClient http;
    private final Goodbye goodbye;
    private final Retries retries;
    private final Manager manager;
    private final Map<String, Socket> library = new LinkedHashMap<>();

    private boolean opening;
    private boolean open;
    private boolean closed;
    private boolean everOpened;
    private boolean abandoned;
    private Future<?> deadline;
    private Future<?> keepAlive;

    private Session(ConnectOptions options, EventSink sink, Clock clock) throws FailureException {
        this.options = options;
        this.sink = sink;
        this.clock = clock;
        this.scheduler = Threads.scheduler();
        this.acks = new Acks(sink, clock, scheduler);
        this.outbox = new Outbox(sink, acks, clock);
        this.namespaces = new Namespaces(sink, acks, clock, this::namespaceConnected, this::abandon);
        this.inbound = new Inbound(sink, acks, namespaces, clock);
        Optional<Tls> tls = options.server().secure() ? Optional.of(Tls.create(options.tls())) : Optional.empty();
        this.diagnosis = new Diagnosis(options, progress, tls, clock);
        Tap tap = new Tap(inbound, outbox, namespaces, progress, diagnosis, ending, sink, clock);
        PollingTap polling = new PollingTap(options, tap, Threads.single("sio-polled"), this::forgetConnections);
        this.http = HttpClients.create(options, tls, progress, polling);
        this.sockets = new SocketTap(http, tap, polling::awaitTold);
        this.retries = new Retries(options.reconnect().limit());
        this.goodbye = new Goodbye(sockets, polling, http, outbox);
        this.manager = new Manager(null, libraryOptions());
    }

    /**
     * Begins to connect, and returns at once.
     *
     * @throws FailureException where the options cannot work, such as a file of certificates that cannot be read
     */
    public static Session open(ConnectOptions options, EventSink sink, Clock clock) throws FailureException {
        Session session = new Session(options, sink, clock);
        session.start();
        return session;
    }

    /**
     * Sends an event. Waits while too much is on its way; while there is no connection it is kept for the next one.
     *
     * @param ackTimeout where an acknowledgement is asked for, the time that it may take
     * @return the id of that acknowledgement
     * @throws FailureException where the event is larger than can be sent
     */
    public OptionalLong emit(String nsp, String name, Arguments args, Optional<Duration> ackTimeout)
            throws FailureException, InterruptedException {
        checkSize(args);
        OptionalLong id = ackTimeout.isPresent()
                ? OptionalLong.of(acks.expect(nsp, name, ackTimeout.get()))
                : OptionalLong.empty();
        send(new Packet.Event(nsp, name, args, id));
        return id;
    }

    /**
     * Acknowledges an event of the server.
     *
     * @throws FailureException where the arguments are larger than can be sent
     */
    public void ack(String nsp, long id, Arguments args) throws FailureException, InterruptedException {
        checkSize(args);
        send(new Packet.Ack(nsp, id, args));
    }

    /** Number of events and acknowledgements that were handed over, and lost with a connection before they were written. */
    public long lost() {
        return outbox.lost();
    }

    /** What was seen of the end of the connection; empty where it has not ended, or without a word. */
    public String endingDetail() {
        return ending.detail();
    }

    /**
     * Says goodbye in each namespace, waits until all is written and the server has closed, and ends every thread.
     *
     * @return whether everything that was handed over is written
     */
    public boolean leave() {
        boolean wasOpen;
        synchronized (this) {
            if (closed) {
                return true;
            }
            closed = true;
            wasOpen = open;
            cancelDeadline();
        }
        awaitLibrary();
        library.values().forEach(Socket::disconnect);
        boolean written = wasOpen ? goodbye.await(this::isOpen) : goodbye.isDelivered();
        outbox.close();
        sockets.cut();
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
        scheduler.shutdownNow();
        return written;
    }

    @Override
    public void close() {
        leave();
    }

    private void checkSize(Arguments args) throws FailureException {
        boolean overWebsocket = options.transports().contains(Transport.WEBSOCKET)
                && (options.upgrade() || options.transports().get(0) == Transport.WEBSOCKET);
        // The size counts characters; in UTF-8 none of them takes more than three bytes.
        if (overWebsocket && args.size() * 3 > SocketTap.LIMIT && args.byteSize() > SocketTap.LIMIT) {
            throw new FailureException(Failure.of(
                    FailureKind.PAYLOAD_TOO_LARGE,
                    mebibytes(args.byteSize()),
                    mebibytes(SocketTap.LIMIT) + " at most"));
        }
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    private void send(Packet packet) throws InterruptedException {
        Socket socket = library.get(packet.nsp());
        if (socket == null) {
            throw new IllegalArgumentException("the session has no namespace " + packet.nsp());
        }
        outbox.enter(packet);
        socket.emit(PacketCarrier.EVENT, packet);
    }

    private Manager.Options libraryOptions() {
        Manager.Options set = new Manager.Options();
        set.hostname = options.server().host();
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
        set.encoder = new PacketCarrier(outbox, options.auth()).encoder();
        return set;
    }

    private synchronized void start() {
        manager.on(Manager.EVENT_OPEN, args -> opened());
        manager.on(Manager.EVENT_ERROR, args -> attemptFailed(args[0]));
        manager.on(Manager.EVENT_CLOSE, args -> connectionLost(String.valueOf(args[0])));
        for (String nsp : options.namespaces()) {
            namespaces.asked(nsp);
            library.put(nsp, manager.socket(nsp));
        }
        beginAttempt();
        library.values().forEach(Socket::connect);
    }

    /** Looks after held-up readers four times in the interval of the server's pings. */
    private void startKeepAlive() {
        long interval =
                Math.max(MIN_PING_MILLIS, namespaces.handshake().pingInterval().toMillis());
        keepAlive = scheduler.scheduleWithFixedDelay(
                () -> sockets.keepAlive(TimeUnit.MILLISECONDS.toNanos(interval) / 2),
                interval / 4,
                interval / 4,
                TimeUnit.MILLISECONDS);
    }

    private void beginAttempt() {
        opening = true;
        abandoned = false;
        progress.restart();
        ending.restart();
        inbound.restart();
        outbox.restart();
        deadline = scheduler.schedule(
                this::deadlinePassed, options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private synchronized void opened() {
        opening = false;
        open = true;
        everOpened = true;
        startKeepAlive();
    }

    /** The server has taken us: what fails from now on is a new series of attempts. */
    private synchronized void namespaceConnected() {
        retries.restart();
    }

    private void deadlinePassed() {
        Optional<String> unanswered = namespaces.unanswered();
        synchronized (this) {
            if (closed || !opening && unanswered.isEmpty()) {
                return;
            }
        }
        abandon(diagnosis.ofDeadline(unanswered));
    }

    /** Ends an attempt, or a connection that is of no use. */
    private void abandon(Failure failure) {
        boolean wasOpening;
        synchronized (this) {
            wasOpening = opening;
            abandoned = true;
        }
        if (!wasOpening) {
            sink.accept(new ConnectFailed(clock.instant(), failure));
        } else {
            progress.failed(failure);
        }
        sockets.cut();
        http.dispatcher().cancelAll();
    }

    private void attemptFailed(Object error) {
        synchronized (this) {
            if (closed || !opening) {
                return;
            }
            opening = false;
            cancelDeadline();
        }
        Failure failure = progress.failure()
                .orElseGet(() -> Failure.of(FailureKind.NOT_A_HANDSHAKE, options.engineUrl(), String.valueOf(error)));
        sink.accept(new ConnectFailed(clock.instant(), failure));
        if (everOpened || options.reconnect().first()) {
            retry();
        }
    }

    private void connectionLost(String reason) {
        boolean told;
        boolean leaving;
        synchronized (this) {
            open = false;
            leaving = closed;
            told = closed || abandoned;
            keepAlive.cancel(false);
            cancelDeadline();
        }
        outbox.connectionLost();
        boolean wanted = namespaces.hasActive();
        DisconnectReason known = ending.reason(reason);
        if (known == DisconnectReason.CLIENT_DISCONNECT && !leaving) {
            // The library closes where the server has ended every namespace, of which the inbound side tells.
            return;
        }
        Optional<String> unanswered = namespaces.unanswered();
        namespaces.connectionLost(known, ending.detail());
        if (unanswered.isPresent() && !told) {
            Failure cut = Failure.of(
                    FailureKind.NAMESPACE_CUT,
                    unanswered.get(),
                    ending.detail().isEmpty() ? known.protocolName() : ending.detail());
            sink.accept(new ConnectFailed(clock.instant(), progress.failure().orElse(cut)));
        }
        if (wanted && known != DisconnectReason.CLIENT_DISCONNECT) {
            retry();
        }
    }

    private synchronized void retry() {
        if (closed || !options.reconnect().enabled()) {
            return;
        }
        Optional<Duration> delay = retries.next();
        if (delay.isEmpty()) {
            sink.accept(new ReconnectGivenUp(clock.instant(), retries.made()));
            return;
        }
        sink.accept(new ReconnectScheduled(
                clock.instant(), retries.made(), options.reconnect().limit(), delay.get()));
        scheduler.schedule(this::reopen, delay.get().toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void reopen() {
        if (!closed) {
            beginAttempt();
            manager.open();
        }
    }

    /** What came in is told before the library sees it, and it says goodbye only where it knows of the connection. */
    private void awaitLibrary() {
        long patience = System.nanoTime() + LIBRARY.toNanos();
        while (System.nanoTime() < patience
                && isOpen()
                && library.entrySet().stream().anyMatch(this::isAhead)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean isAhead(Map.Entry<String, Socket> entry) {
        return namespaces.isConnected(entry.getKey()) && !entry.getValue().connected();
    }

    private void forgetConnections() {
        http.connectionPool().evictAll();
    }

    private synchronized boolean isOpen() {
        return open;
    }
}
