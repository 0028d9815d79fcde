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
    private static final long QUEUED = 2L << 20;

    /** Limit of the wait for the end of a dropped connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int EMISSIONS_KEPT = 1_000;

    /** Limit of the remembered emissions, in characters and bytes of payload. */
    private static final long EMISSIONS_SIZE_KEPT = 4L << 20;

    private final ShellSettings settings;
    private final Display display;
    private final Clock clock;
    private final EventFilter watch;
    private final EventQueue queue = new EventQueue(QUEUED);
    private final SessionState ledger = new SessionState();
    private final ConnectionWaitConditions waits = new ConnectionWaitConditions(ledger);
    private final CurrentNamespace current = new CurrentNamespace(ledger);
    private final EventLoop follower;
    private final TraceSettings tracing = TraceSettings.off();
    private final Map<String, Json> ownAuth = new LinkedHashMap<>();
    private final List<Emission> emissions = new ArrayList<>();
    private long emissionsSize;
    private Optional<Session> session = Optional.empty();
    private volatile ServerAddress server = new ServerAddress(false, "", 0);
    private Optional<ConnectOptions> lastOptions = Optional.empty();
    private Optional<NamespaceDisconnected> refusal = Optional.empty();

    /** A prepared connection attempt. */
    @FunctionalInterface
    public interface Attempt {
        /**
         * Starts the attempt without waiting for its result.
         *
         * @throws FailureException if the settings are invalid
         */
        void begin() throws FailureException;
    }

    /**
     * Creates a context without a session, and starts its event loop.
     *
     * @param watch which events are shown
     * @param onChange called by the event loop's thread after it has shown a batch of events
     */
    public ClientContext(ShellSettings settings, Display display, Clock clock, EventFilter watch, Runnable onChange) {
        this.settings = settings;
        this.display = display;
        this.clock = clock;
        this.watch = watch;
        this.follower = new EventLoop(queue, display, watch, ledger, onChange);
        follower.start();
    }

    public ShellSettings settings() {
        return settings;
    }

    @Override
    public Display display() {
        return display;
    }

    @Override
    public EventFilter watch() {
        return watch;
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
    public ConnectionWaitConditions waits() {
        return waits;
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
        prepareToConnect().begin();
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
        List<String> before = ledger.read(view -> view.links().expected());
        boolean isBetweenAttempts = ledger.read(view -> view.links().phase()) == ConnectionState.RECONNECTING;
        if (session.isPresent() && isBetweenAttempts && lastOptions.equals(Optional.of(options))) {
            return session.get()::reconnectNow;
        }
        lastOptions = Optional.of(options);
        if (session.isPresent()) {
            disconnect();
            // Otherwise the event loop would take the end of that session for the end of the next one.
            follower.catchUp();
        }
        if (!before.isEmpty() && options.server().equals(server)) {
            options = options.withNamespaces(before);
        } else {
            ownAuth.clear();
            current.use(options.namespaces().get(0));
        }
        server = options.server();
        List<String> all = options.namespaces();
        List<String> plain =
                all.stream().filter(nsp -> !ownAuth.containsKey(nsp)).toList();
        ledger.begin(all, options.reconnect());
        ConnectOptions joining = options.withNamespaces(plain);
        return () -> open(joining);
    }

    private void open(ConnectOptions options) throws FailureException {
        Session opened;
        try {
            opened = Session.open(options, tracing, queue, clock);
        } catch (FailureException e) {
            ledger.end();
            throw e;
        }
        session = Optional.of(opened);
        ownAuth.forEach((nsp, auth) -> opened.join(nsp, Optional.of(auth)));
    }

    /**
     * Leaves each namespace and closes the connection.
     *
     * @return a failure if some sent packets are not known to have reached the server
     */
    public Optional<Failure> disconnect() {
        Optional<Failure> failure =
                session.flatMap(left -> left.end() ? Optional.empty() : Optional.of(left.undeliveredFailure()));
        refusal = refusal.or(() -> session.flatMap(Session::firstRefusal));
        session = Optional.empty();
        ledger.end();
        return failure;
    }

    /**
     * Returns the first disconnection by which a server refused a namespace right after connecting it, in the sessions
     * that have ended.
     */
    public Optional<NamespaceDisconnected> refusal() {
        return refusal;
    }

    /** Aborts the connection without a close handshake, and waits until the event loop has noticed it. */
    public void drop() throws FailureException, InterruptedException {
        session().dropConnection();
        ledger.await(
                Optional.of(PATIENCE),
                view -> view.links().phase() == ConnectionState.CONNECTED ? Optional.empty() : Optional.of(true));
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
    public String namespace() {
        return current.nsp();
    }

    /**
     * Makes a namespace the current one.
     *
     * @throws FailureException if the namespace is not joined
     */
    @Override
    public void use(String nsp) throws FailureException {
        requireExpected(nsp);
        current.use(nsp);
    }

    /**
     * Joins a namespace and makes it the current one. A joined namespace is left and joined again if an auth payload is
     * given; otherwise it stays as it is.
     */
    public void join(String nsp, Optional<Json> auth) throws FailureException {
        Session open = session();
        boolean again = ledger.read(view -> view.links().isExpected(nsp));
        if (again && auth.isPresent()) {
            ownAuth.put(nsp, auth.get());
            ledger.enter(view -> view.links().askedAgain(nsp));
            open.rejoin(nsp, auth.get());
        } else if (!again) {
            auth.ifPresentOrElse(value -> ownAuth.put(nsp, value), () -> ownAuth.remove(nsp));
            ledger.enter(view -> view.links().asked(nsp));
            open.join(nsp, auth);
        }
        current.use(nsp);
    }

    /** Leaves a namespace. */
    public void leave(String nsp) throws FailureException {
        requireExpected(nsp);
        ownAuth.remove(nsp);
        session().leave(nsp);
        ledger.enter(view -> view.links().left(nsp));
        current.left(nsp);
    }

    /** Returns the namespaces that are joined or being joined, in the order of the requests. Any thread may call. */
    @Override
    public List<String> joined() {
        return ledger.read(view -> view.links().expected());
    }

    @Override
    public List<String> known() {
        return namespaces().stream().map(NamespaceState::nsp).toList();
    }

    /** Returns all requested namespaces with their state. Any thread may call. */
    public List<NamespaceState> namespaces() {
        return ledger.read(view -> view.links().all());
    }

    private void requireExpected(String nsp) throws FailureException {
        if (ledger.read(view -> view.links().isExpected(nsp))) {
            return;
        }
        Optional<Failure> failure = ledger.read(view -> view.links().failure(nsp));
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
            if (!settings.queues()) {
                throw new FailureException(Failure.of(FailureKind.NOT_CONNECTED, nsp, "--no-queue is set"));
            }
            display.showNote("queued until " + nsp + " is connected");
        }
        OptionalLong id = submit(open, nsp, emission);
        ledger.enter(view -> {
            view.submitted();
            id.ifPresent(number -> view.answers().expect(AckKey.of(nsp, number), emission.name()));
        });
        remember(new Emission(Optional.of(nsp), emission.name(), emission.args(), emission.ackTimeout()));
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

    private void remember(Emission emission) {
        emissions.add(emission);
        emissionsSize += emission.args().size();
        while (emissions.size() > 1 && (emissions.size() > EMISSIONS_KEPT || emissionsSize > EMISSIONS_SIZE_KEPT)) {
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
        if (!ledger.read(view -> view.answers().isAsked(AckKey.of(nsp, id)))) {
            List<Long> asked = ledger.read(view -> view.answers().asked(nsp));
            String open = asked.isEmpty()
                    ? "no request is open"
                    : "open ids: "
                            + String.join(
                                    ", ", asked.stream().map(String::valueOf).toList());
            throw UsageErrors.error(
                    "the server did not request the acknowledgement " + id + " in " + nsp + "; " + open, "");
        }
        session().ack(nsp, id, args);
    }

    /** Returns the ids of the acknowledgements that the server awaits in a namespace. Any thread may call. */
    public List<Long> askedAcks(String nsp) {
        return ledger.read(view -> view.answers().asked(nsp));
    }

    // --- history and state -----------------------------------------------------------

    /** Returns the statistics of events by name, the most recent last. Any thread may call. */
    @Override
    public List<EventSummary> seen() {
        return ledger.read(view -> view.traffic().all());
    }

    /** Returns the number of emitted events that were never sent. Any thread may call. */
    public long dropped() {
        return ledger.read(SessionState.View::dropped);
    }

    /** Returns the latest matching events and acknowledgements, the oldest first. */
    @Override
    public List<Event> last(int most, Predicate<Event> fits) {
        return ledger.read(view -> view.backlog().last(most, fits));
    }

    /** Returns the state that a prompt shows. Any thread may call. */
    @Override
    public PromptState promptState() {
        return ledger.read(view -> new PromptState(
                server.hostAndPort(),
                current.nsp(),
                view.links().phase(),
                view.answers().pending()));
    }

    /** Records all events to a file from now on; empty stops the recording. */
    @Override
    public void record(Optional<Path> file) throws FailureException {
        follower.record(file);
    }

    /** Returns the file of the current recording. */
    @Override
    public Optional<Path> recording() {
        return follower.recording();
    }

    /** Returns the failure that ended a recording, if one did. */
    public Optional<Failure> recordFailure() {
        return follower.recordFailure();
    }

    /** Returns the trace settings of this session and of the sessions that follow. */
    public TraceSettings tracing() {
        return tracing;
    }

    /** Applies the trace options of the command line. */
    public void trace(TraceSelection trace) throws FailureException {
        traceTo(trace.file());
        tracing.choose(trace.choice());
    }

    /** Writes the trace to a file from now on; empty sends it to the display again. */
    public void traceTo(Optional<Path> file) throws FailureException {
        follower.trace(file);
    }

    /** Returns the file that the trace is written to. */
    public Optional<Path> traceFile() {
        return follower.traceFile();
    }

    /**
     * Checks that the output still works.
     *
     * @throws FailureException if it has failed
     */
    @Override
    public void check() throws FailureException {
        ledger.check();
    }

    /** Closes the session, shows all remaining events, and stops all threads. */
    @Override
    public void close() throws FailureException {
        disconnect();
        try {
            follower.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        follower.record(Optional.empty());
        follower.trace(Optional.empty());
    }
}
