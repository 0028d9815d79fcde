package io.github.siocli.shell;

import io.github.siocli.client.Session;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.json.Json;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.trace.TraceSettings;
import io.github.siocli.output.Display;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The client side of the line language: a connection to a server, its settings and its history. It outlives single
 * sessions: after a session has failed or was closed, a new one can be opened.
 *
 * <p>One thread runs the lines and calls the methods. Methods that may be called by any thread say so.
 */
public final class ClientContext implements Context, AutoCloseable {

    /** Limit of the event queue, in characters and bytes of payload. */
    private static final long QUEUE_LIMIT = 2L << 20;

    /** Limit of the wait for the end of a dropped connection. */
    private static final Duration DROP_TIMEOUT = Duration.ofSeconds(2);

    private static final int MAX_EMISSIONS = 1_000;

    /** Limit of the remembered emissions, in characters and bytes of payload. */
    private static final long MAX_EMISSIONS_SIZE = 4L << 20;

    private final ShellSettings settings;
    private final Display display;
    private final Clock clock;
    private final EventFilter filter;
    private final EventQueue queue = new EventQueue(QUEUE_LIMIT);
    private final SessionState state = new SessionState();
    private final ConnectionWaitConditions waitConditions = new ConnectionWaitConditions(state);
    private final CurrentNamespace currentNamespace = new CurrentNamespace(state);
    private final EventLoop eventLoop;
    private final TraceSettings traceSettings = TraceSettings.off();
    private final Map<String, Json> authByNamespace = new LinkedHashMap<>();
    private final List<Emission> emissions = new ArrayList<>();
    private long emissionsSize;
    private Optional<Session> session = Optional.empty();
    private volatile ServerAddress server = new ServerAddress(false, "", 0);
    private Optional<ConnectOptions> lastOptions = Optional.empty();
    private Optional<NamespaceDisconnected> firstRefusal = Optional.empty();

    /** A prepared connection attempt. */
    @FunctionalInterface
    public interface Attempt {
        /**
         * Starts the attempt without waiting for its result.
         *
         * @throws FailureException if the settings are invalid
         */
        void start() throws FailureException;
    }

    /**
     * Creates a context without a session, and starts its event loop.
     *
     * @param filter which events are shown
     * @param onChange called by the event loop's thread after it has shown a batch of events
     */
    public ClientContext(ShellSettings settings, Display display, Clock clock, EventFilter filter, Runnable onChange) {
        this.settings = settings;
        this.display = display;
        this.clock = clock;
        this.filter = filter;
        this.eventLoop = new EventLoop(queue, display, filter, state, onChange);
        eventLoop.start();
    }

    public ShellSettings settings() {
        return settings;
    }

    @Override
    public Display display() {
        return display;
    }

    @Override
    public EventFilter filter() {
        return filter;
    }

    /** Returns the current time in the zone in which times are shown. */
    public ZonedDateTime now() {
        return clock.instant().atZone(clock.getZone());
    }

    /** Returns the zone in which times are shown. */
    @Override
    public ZoneId zone() {
        return clock.getZone();
    }

    @Override
    public Optional<Boolean> color() throws FailureException {
        return settings.output().color();
    }

    /** Returns the conditions that a line can wait for. */
    @Override
    public ConnectionWaitConditions waitConditions() {
        return waitConditions;
    }

    // --- the connection ---------------------------------------------------------------

    /**
     * Starts to connect with the current settings, without waiting for the result. An open session is closed first. The
     * new session joins the namespaces of the settings, or those of the previous session if the server is the same. If
     * the previous session is between two reconnection attempts and its options are unchanged, it retries now instead.
     *
     * @throws FailureException if the settings are invalid
     */
    public void connect() throws FailureException {
        prepareToConnect().start();
    }

    /**
     * Prepares what {@link #connect} does: closes an open session and sets the state to {@code CONNECTING}, but does
     * not start the attempt.
     *
     * @return the attempt; the caller starts it before it calls another method
     * @throws FailureException if the settings are invalid
     */
    public Attempt prepareToConnect() throws FailureException {
        ConnectOptions options = settings.connection();
        List<String> previousNamespaces = state.read(view -> view.namespaces().expected());
        boolean isBetweenAttempts =
                state.read(view -> view.namespaces().connectionState()) == ConnectionState.RECONNECTING;
        if (session.isPresent() && isBetweenAttempts && lastOptions.equals(Optional.of(options))) {
            return session.get()::reconnectNow;
        }
        lastOptions = Optional.of(options);
        if (session.isPresent()) {
            disconnect();
            // Otherwise the event loop would take the end of that session for the end of the next one.
            eventLoop.awaitProcessed();
        }
        if (!previousNamespaces.isEmpty() && options.server().equals(server)) {
            options = options.withNamespaces(previousNamespaces);
        } else {
            authByNamespace.clear();
            currentNamespace.use(options.namespaces().get(0));
        }
        server = options.server();
        List<String> namespaces = options.namespaces();
        List<String> withoutAuth = namespaces.stream()
                .filter(nsp -> !authByNamespace.containsKey(nsp))
                .toList();
        state.startSession(namespaces, options.reconnect());
        ConnectOptions joining = options.withNamespaces(withoutAuth);
        return () -> open(joining);
    }

    private void open(ConnectOptions options) throws FailureException {
        Session opened;
        try {
            opened = Session.open(options, traceSettings, queue, clock);
        } catch (FailureException e) {
            state.endSession();
            throw e;
        }
        session = Optional.of(opened);
        authByNamespace.forEach((nsp, auth) -> opened.join(nsp, Optional.of(auth)));
    }

    /**
     * Leaves each namespace and closes the connection.
     *
     * @return a failure if some sent packets are not known to have reached the server
     */
    public Optional<Failure> disconnect() {
        Optional<Failure> failure =
                session.flatMap(closed -> closed.end() ? Optional.empty() : Optional.of(closed.undeliveredFailure()));
        firstRefusal = firstRefusal.or(() -> session.flatMap(Session::firstRefusal));
        session = Optional.empty();
        state.endSession();
        return failure;
    }

    /**
     * Returns the first disconnection by which a server refused a namespace right after connecting it, in the sessions
     * that have ended.
     */
    public Optional<NamespaceDisconnected> firstRefusal() {
        return firstRefusal;
    }

    /** Aborts the connection without a close handshake, and waits until the event loop has noticed it. */
    public void drop() throws FailureException, InterruptedException {
        session().dropConnection();
        state.await(
                Optional.of(DROP_TIMEOUT),
                view -> view.namespaces().connectionState() == ConnectionState.CONNECTED
                        ? Optional.empty()
                        : Optional.of(true));
    }

    /** Returns the round-trip time; empty if no pong came within the limit. */
    public Optional<Duration> ping(Duration limit) throws FailureException, InterruptedException {
        return session().ping(limit);
    }

    /** Returns the status of the session; empty if there is none. */
    public Optional<SessionStatus> status() {
        return session.map(Session::status);
    }

    private Session session() throws FailureException {
        return session.orElseThrow(
                () -> new FailureException(Failure.of(FailureKind.NOT_CONNECTED, server.url(), "there is no session")));
    }

    // --- namespaces -------------------------------------------------------------------

    /** Returns the current namespace, which lines use unless they name another. Any thread may call. */
    @Override
    public String currentNamespace() {
        return currentNamespace.name();
    }

    /**
     * Makes a namespace the current one.
     *
     * @throws FailureException if the namespace is not joined
     */
    @Override
    public void use(String nsp) throws FailureException {
        requireExpected(nsp);
        currentNamespace.use(nsp);
    }

    /**
     * Joins a namespace and makes it the current one. A joined namespace is left and joined again if an auth payload is
     * given; otherwise it stays as it is.
     */
    public void join(String nsp, Optional<Json> auth) throws FailureException {
        Session open = session();
        boolean isRejoin = state.read(view -> view.namespaces().isExpected(nsp));
        if (isRejoin && auth.isPresent()) {
            authByNamespace.put(nsp, auth.get());
            state.update(view -> view.namespaces().rejoinRequested(nsp));
            open.rejoin(nsp, auth.get());
        } else if (!isRejoin) {
            auth.ifPresentOrElse(value -> authByNamespace.put(nsp, value), () -> authByNamespace.remove(nsp));
            state.update(view -> view.namespaces().namespaceRequested(nsp));
            open.join(nsp, auth);
        }
        currentNamespace.use(nsp);
    }

    /** Leaves a namespace. */
    public void leave(String nsp) throws FailureException {
        requireExpected(nsp);
        authByNamespace.remove(nsp);
        session().leave(nsp);
        state.update(view -> view.namespaces().namespaceLeft(nsp));
        currentNamespace.namespaceLeft(nsp);
    }

    /** Returns the namespaces that are joined or being joined, in the order of the requests. Any thread may call. */
    @Override
    public List<String> joinedNamespaces() {
        return state.read(view -> view.namespaces().expected());
    }

    @Override
    public List<String> knownNamespaces() {
        return namespaces().stream().map(NamespaceState::nsp).toList();
    }

    /** Returns all requested namespaces with their state. Any thread may call. */
    public List<NamespaceState> namespaces() {
        return state.read(view -> view.namespaces().all());
    }

    private void requireExpected(String nsp) throws FailureException {
        if (state.read(view -> view.namespaces().isExpected(nsp))) {
            return;
        }
        Optional<Failure> failure = state.read(view -> view.namespaces().failure(nsp));
        if (failure.isPresent()) {
            throw new FailureException(failure.get());
        }
        if (session.isEmpty()) {
            session();
        }
        throw UsageErrors.error("the namespace " + nsp + " is not joined", "join " + nsp);
    }

    // --- emitting ---------------------------------------------------------------------

    /**
     * Emits an event. Without a connection the event is queued, unless {@code --no-queue} is set.
     *
     * @throws FailureException if the namespace is not joined, or if there is no connection and queueing is off
     */
    public EmittedEvent emit(String nsp, Emission emission) throws FailureException, InterruptedException {
        requireExpected(nsp);
        Session open = session();
        if (!open.isConnected(nsp)) {
            if (!settings.isQueueing()) {
                throw new FailureException(Failure.of(FailureKind.NOT_CONNECTED, nsp, "--no-queue is set"));
            }
            display.showNote("queued until " + nsp + " is connected");
        }
        OptionalLong id = submit(open, nsp, emission);
        state.update(view -> {
            view.countSubmitted();
            id.ifPresent(number -> view.acks().expect(AckKey.of(nsp, number), emission.name()));
        });
        rememberEmission(emission.in(nsp));
        return new EmittedEvent(nsp, emission.name(), id);
    }

    /**
     * Emits an event. If the namespace has just been refused and the event loop has not processed this yet, the refusal
     * is thrown, because it explains more than "not joined".
     */
    private static OptionalLong submit(Session open, String nsp, Emission emission)
            throws FailureException, InterruptedException {
        try {
            return open.emit(nsp, emission.name(), emission.args(), emission.ackTimeout());
        } catch (FailureException e) {
            Optional<Failure> refused =
                    open.firstRefusal().filter(gone -> gone.nsp().equals(nsp)).map(ConnectionFailures::of);
            throw e.failure().kind() == FailureKind.NOT_IN_NAMESPACE && refused.isPresent()
                    ? new FailureException(refused.get(), e)
                    : e;
        }
    }

    private void rememberEmission(Emission emission) {
        emissions.add(emission);
        emissionsSize += emission.args().size();
        while (emissions.size() > 1 && (emissions.size() > MAX_EMISSIONS || emissionsSize > MAX_EMISSIONS_SIZE)) {
            emissionsSize -= emissions.remove(0).args().size();
        }
    }

    /** Returns the latest emissions, the oldest first. */
    public List<Emission> emissions() {
        return List.copyOf(emissions);
    }

    /**
     * Acknowledges an event of the server.
     *
     * @throws FailureException if the server did not request an acknowledgement with this id
     */
    public void ack(String nsp, long id, Arguments args) throws FailureException, InterruptedException {
        requireExpected(nsp);
        if (!state.read(view -> view.acks().isRequested(AckKey.of(nsp, id)))) {
            List<Long> requested = state.read(view -> view.acks().requestedIds(nsp));
            String open = requested.isEmpty()
                    ? "no request is open"
                    : "open ids: "
                            + String.join(
                                    ", ",
                                    requested.stream().map(String::valueOf).toList());
            throw UsageErrors.error(
                    "the server did not request the acknowledgement " + id + " in " + nsp + "; " + open, "");
        }
        session().ack(nsp, id, args);
    }

    /** Returns the ids of the acknowledgements that the server awaits in a namespace. Any thread may call. */
    public List<Long> requestedAcks(String nsp) {
        return state.read(view -> view.acks().requestedIds(nsp));
    }

    // --- history and state -----------------------------------------------------------

    /** Returns the statistics of events by name, the most recent last. Any thread may call. */
    @Override
    public List<EventSummary> eventSummaries() {
        return state.read(view -> view.eventStats().all());
    }

    /** Returns the number of emitted events that were never sent. Any thread may call. */
    public long droppedCount() {
        return state.read(SessionState.View::droppedCount);
    }

    /** Returns the latest matching events and acknowledgements, the oldest first. */
    @Override
    public List<Event> latestEvents(int limit, Predicate<Event> matcher) {
        return state.read(view -> view.history().latest(limit, matcher));
    }

    /** Returns the state that a prompt shows. Any thread may call. */
    @Override
    public PromptState promptState() {
        return state.read(view -> new PromptState(
                server.hostAndPort(),
                currentNamespace.name(),
                view.namespaces().connectionState(),
                view.acks().pendingCount()));
    }

    /** Records all events to a file from now on; empty stops the recording. */
    @Override
    public void record(Optional<Path> file) throws FailureException {
        eventLoop.record(file);
    }

    /** Returns the file of the current recording. */
    @Override
    public Optional<Path> recording() {
        return eventLoop.recording();
    }

    /** Returns the failure that ended a recording, if one did. */
    public Optional<Failure> recordFailure() {
        return eventLoop.recordFailure();
    }

    /** Returns the trace settings of this session and of the sessions that follow. */
    public TraceSettings traceSettings() {
        return traceSettings;
    }

    /** Applies the trace options of the command line. */
    public void applyTrace(TraceSelection trace) throws FailureException {
        traceTo(trace.file());
        traceSettings.choose(trace.choice());
    }

    /** Writes the trace to a file from now on; empty sends it to the display again. */
    public void traceTo(Optional<Path> file) throws FailureException {
        eventLoop.traceTo(file);
    }

    /** Returns the file that the trace is written to. */
    public Optional<Path> traceFile() {
        return eventLoop.traceFile();
    }

    /**
     * Checks that the output still works.
     *
     * @throws FailureException if it has failed
     */
    @Override
    public void checkOutput() throws FailureException {
        state.checkOutput();
    }

    /** Closes the session, shows all remaining events, and stops all threads. */
    @Override
    public void close() throws FailureException {
        disconnect();
        try {
            eventLoop.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        eventLoop.record(Optional.empty());
        eventLoop.traceTo(Optional.empty());
    }
}
