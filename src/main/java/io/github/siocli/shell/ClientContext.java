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
import io.github.siocli.event.LifecycleEvent.Disconnected;
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
 * A client connection that lines act on, and what is known about it. It outlives its sessions: one that has failed or
 * was left can be followed by another.
 *
 * <p>One thread runs the lines and calls the methods; methods that say so may be called from any thread.
 */
public final class ClientContext implements Context, AutoCloseable {

    /** Capacity of the event queue, in characters and bytes of payload. */
    private static final long QUEUED = 2L << 20;

    /** Maximum wait for the events at the end of a connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int EMISSIONS_KEPT = 1_000;

    /** Size of the kept emissions, in characters and bytes of payload. */
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
    private Optional<Disconnected> refusal = Optional.empty();

    /** A prepared attempt to connect. */
    @FunctionalInterface
    public interface Attempt {
        /**
         * Starts the attempt and returns at once.
         *
         * @throws FailureException if the settings are invalid
         */
        void begin() throws FailureException;
    }

    /**
     * Creates a context without a session.
     *
     * @param watch filter for the events that are shown
     * @param onChange called after events, on the thread that shows them
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

    /** Returns the current time, in the zone that times are shown in. */
    public ZonedDateTime now() {
        return clock.instant().atZone(clock.getZone());
    }

    /** Returns the zone that times are shown in. */
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
     * Starts to connect with the current settings, and returns at once. Leaves an open session. Joins the namespaces
     * of the settings, or those of the last session if it was on the same server. If the open session waits for its
     * next attempt and would be the same, that attempt is made now.
     *
     * @throws FailureException if the settings are invalid
     */
    public void connect() throws FailureException {
        prepareToConnect().begin();
    }

    /**
     * Does what {@link #connect} does, except sending; the state is that of an attempt from now on.
     *
     * @return the attempt; begin it before any other call
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
            // The end of the last session must not be taken for the end of the next one.
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
     * Sends DISCONNECT for each namespace and closes the connection.
     *
     * @return a failure if it is not certain that everything reached the server
     */
    public Optional<Failure> disconnect() {
        Optional<Failure> failure =
                session.flatMap(left -> left.end() ? Optional.empty() : Optional.of(left.undelivered()));
        refusal = refusal.or(() -> session.flatMap(Session::refusal));
        session = Optional.empty();
        ledger.end();
        return failure;
    }

    /** Returns the first namespace that a server refused right after connecting it, in the ended sessions. */
    public Optional<Disconnected> refusal() {
        return refusal;
    }

    /** Cuts the connection without DISCONNECT, and waits until the session has noticed it. */
    public void drop() throws FailureException, InterruptedException {
        session().drop();
        ledger.await(
                Optional.of(PATIENCE),
                view -> view.links().phase() == ConnectionState.CONNECTED ? Optional.empty() : Optional.of(true));
    }

    /** Measures one round trip. Returns empty if the response did not arrive in time. */
    public Optional<Duration> ping(Duration limit) throws FailureException, InterruptedException {
        return session().ping(limit);
    }

    /** Returns the status of the session, or empty if there is none. */
    public Optional<SessionStatus> status() {
        return session.map(Session::status);
    }

    private Session session() throws FailureException {
        return session.orElseThrow(
                () -> new FailureException(Failure.of(FailureKind.NOT_CONNECTED, server.url(), "there is no session")));
    }

    // --- namespaces -------------------------------------------------------------------

    /** Returns the namespace of lines that name no other. May be called from any thread. */
    @Override
    public String namespace() {
        return current.nsp();
    }

    /**
     * Sets the namespace of lines that name no other.
     *
     * @throws FailureException if the namespace is not joined
     */
    @Override
    public void use(String nsp) throws FailureException {
        requireExpected(nsp);
        current.use(nsp);
    }

    /**
     * Joins a namespace and makes it the current one. If it is joined already, nothing is sent, unless there is an
     * auth payload.
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

    /**
     * Returns the joined namespaces and those whose connection is pending, in the order of the requests. May be
     * called from any thread.
     */
    @Override
    public List<String> joined() {
        return ledger.read(view -> view.links().expected());
    }

    @Override
    public List<String> known() {
        return namespaces().stream().map(NamespaceState::nsp).toList();
    }

    /** Returns all requested namespaces with their states. May be called from any thread. */
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
     * Emits an event. Without a connection it waits for one, if the settings allow that.
     *
     * @throws FailureException if the namespace does not exist, or there is no connection to wait for
     */
    public EmittedEvent emit(String nsp, Emission emission) throws FailureException, InterruptedException {
        requireExpected(nsp);
        Session open = session();
        if (!open.isConnected(nsp)) {
            if (!settings.queues()) {
                throw new FailureException(Failure.of(FailureKind.NOT_CONNECTED, nsp, "--no-queue is set"));
            }
            display.note("queued until " + nsp + " is connected");
        }
        OptionalLong id = submit(open, nsp, emission);
        ledger.enter(view -> {
            view.submitted();
            id.ifPresent(number -> view.answers().expect(AckKey.of(nsp, number), emission.name()));
        });
        remember(new Emission(Optional.of(nsp), emission.name(), emission.args(), emission.ackTimeout()));
        return new EmittedEvent(nsp, emission.name(), id);
    }

    /** A refusal that this thread has not seen yet explains more than "cannot send". */
    private static OptionalLong submit(Session open, String nsp, Emission emission)
            throws FailureException, InterruptedException {
        try {
            return open.emit(nsp, emission.name(), emission.args(), emission.ackTimeout());
        } catch (FailureException e) {
            Optional<Failure> refused =
                    open.refusal().filter(gone -> gone.nsp().equals(nsp)).map(ConnectionFailures::of);
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

    /** Returns the emissions, the oldest first. */
    public List<Emission> emissions() {
        return List.copyOf(emissions);
    }

    /**
     * Acknowledges an event of the server.
     *
     * @throws FailureException if the server requested no acknowledgement with this id
     */
    public void ack(String nsp, long id, Arguments args) throws FailureException, InterruptedException {
        requireExpected(nsp);
        if (!ledger.read(view -> view.answers().isAsked(AckKey.of(nsp, id)))) {
            List<Long> asked = ledger.read(view -> view.answers().asked(nsp));
            String open = asked.isEmpty()
                    ? "none is open"
                    : "open are "
                            + String.join(
                                    ", ", asked.stream().map(String::valueOf).toList());
            throw UsageErrors.error("the server waits for no acknowledgement " + id + " in " + nsp + "; " + open, "");
        }
        session().ack(nsp, id, args);
    }

    /** Returns the ids of acknowledgements that the server awaits in a namespace. May be called from any thread. */
    public List<Long> askedAcks(String nsp) {
        return ledger.read(view -> view.answers().asked(nsp));
    }

    // --- what is remembered -----------------------------------------------------------

    /** Returns a summary for each event name, the latest event last. May be called from any thread. */
    @Override
    public List<EventSummary> seen() {
        return ledger.read(view -> view.traffic().all());
    }

    /** Returns the number of events that were emitted and never sent. May be called from any thread. */
    public long dropped() {
        return ledger.read(SessionState.View::dropped);
    }

    /** Returns the latest events and acknowledgements that match, in order. */
    @Override
    public List<Event> last(int most, Predicate<Event> fits) {
        return ledger.read(view -> view.backlog().last(most, fits));
    }

    /** Returns the state that a prompt shows. May be called from any thread. */
    @Override
    public PromptState promptState() {
        return ledger.read(view -> new PromptState(
                server.hostAndPort(),
                current.nsp(),
                view.links().phase(),
                view.answers().pending()));
    }

    /** Records all events to a file, or stops recording if empty. */
    @Override
    public void record(Optional<Path> file) throws FailureException {
        follower.record(file);
    }

    /** Returns the file of the recording. */
    @Override
    public Optional<Path> recording() {
        return follower.recording();
    }

    /** Returns the failure that ended the recording, if any. */
    public Optional<Failure> recordFailure() {
        return follower.recordFailure();
    }

    /** Returns the trace settings of this and later sessions. */
    public TraceSettings tracing() {
        return tracing;
    }

    /** Sets the parts of the wire that are traced. */
    public void trace(TraceSelection trace) throws FailureException {
        traceTo(trace.file());
        tracing.choose(trace.choice());
    }

    /** Writes the trace to a file, or shows it if empty. */
    public void traceTo(Optional<Path> file) throws FailureException {
        follower.trace(file);
    }

    /** Returns the file of the trace. */
    public Optional<Path> traceFile() {
        return follower.traceFile();
    }

    /**
     * Checks that the output still works.
     *
     * @throws FailureException if the output failed
     */
    @Override
    public void check() throws FailureException {
        ledger.check();
    }

    /** Leaves the session, shows the remaining events, and ends all threads. */
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
