package io.github.siocli.shell;

import io.github.siocli.client.Session;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Disconnected;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
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
 * A connection that lines of the tool's language talk over, and what is remembered of it. It outlives its sessions: one
 * that fails or is left can be followed by another.
 *
 * <p>One thread runs the lines and calls the methods; those that say so may be called by any.
 */
public final class ClientContext implements Context, AutoCloseable {

    /** What may wait to be shown, in characters and bytes of payload. */
    private static final long QUEUED = 2L << 20;

    /** How long the end of a connection may take to be told. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int EMISSIONS_KEPT = 1_000;

    /** In characters and bytes of payload. */
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

    /** An attempt to connect that has been prepared. */
    @FunctionalInterface
    public interface Attempt {
        /**
         * Begins with it, and returns at once.
         *
         * @throws FailureException where the settings cannot work
         */
        void begin() throws FailureException;
    }

    /**
     * A dialogue without a session.
     *
     * @param watch which events are shown
     * @param onChange called when something happened, by the thread that shows it
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

    /** The time now, in the zone that times are shown in. */
    public ZonedDateTime now() {
        return clock.instant().atZone(clock.getZone());
    }

    /** The zone that times are shown in. */
    @Override
    public ZoneId zone() {
        return clock.getZone();
    }

    @Override
    public Optional<Boolean> color() throws FailureException {
        return settings.output().color();
    }

    /** What a line can wait for. */
    @Override
    public ConnectionWaitConditions waits() {
        return waits;
    }

    // --- the connection ---------------------------------------------------------------

    /**
     * Begins to connect as the settings say, and returns at once. A session that there was is left. The namespaces of the
     * settings are joined; where there was a session to the same server, those of that session. A session that waits for its
     * next attempt and would be the same makes that attempt now.
     *
     * @throws FailureException where the settings cannot work
     */
    public void connect() throws FailureException {
        prepareToConnect().begin();
    }

    /**
     * Does what {@link #connect} does until something is sent: from now on the state is that of an attempt.
     *
     * @return the attempt, to be begun before anything else is asked of this
     * @throws FailureException where the settings cannot work
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
            // The end of that session must not be taken for that of the next one.
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
     * Says goodbye in each namespace and closes the connection.
     *
     * @return the failure if not everything that was sent is known to have reached the server
     */
    public Optional<Failure> disconnect() {
        Optional<Failure> failure =
                session.flatMap(left -> left.end() ? Optional.empty() : Optional.of(left.undelivered()));
        refusal = refusal.or(() -> session.flatMap(Session::refusal));
        session = Optional.empty();
        ledger.end();
        return failure;
    }

    /** The first namespace that a server refused right after it had connected it, in the sessions that have ended. */
    public Optional<Disconnected> refusal() {
        return refusal;
    }

    /** Cuts the connection without a goodbye, and waits until that is noticed here. */
    public void drop() throws FailureException, InterruptedException {
        session().drop();
        ledger.await(
                Optional.of(PATIENCE),
                view -> view.links().phase() == ConnectionState.CONNECTED ? Optional.empty() : Optional.of(true));
    }

    /** The time of one round trip; empty where no answer came in time. */
    public Optional<Duration> ping(Duration limit) throws FailureException, InterruptedException {
        return session().ping(limit);
    }

    /** What the session says of itself; empty where there is none. */
    public Optional<SessionStatus> status() {
        return session.map(Session::status);
    }

    private Session session() throws FailureException {
        return session.orElseThrow(
                () -> new FailureException(Failure.of(FailureKind.NOT_CONNECTED, server.url(), "there is no session")));
    }

    // --- namespaces -------------------------------------------------------------------

    /** The namespace that lines are about unless they name another; any thread may call. */
    @Override
    public String namespace() {
        return current.nsp();
    }

    /**
     * Makes a namespace the one that lines are about.
     *
     * @throws FailureException where it is not joined
     */
    @Override
    public void use(String nsp) throws FailureException {
        requireExpected(nsp);
        current.use(nsp);
    }

    /**
     * Asks for a namespace, which becomes the one that lines are about. One that is joined already stays so, unless there is
     * an auth payload to join it with.
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

    /** The namespaces that are joined or may still be, in the order in which they were asked for; any thread may call. */
    @Override
    public List<String> joined() {
        return ledger.read(view -> view.links().expected());
    }

    @Override
    public List<String> known() {
        return namespaces().stream().map(NamespaceState::nsp).toList();
    }

    /** All namespaces that were asked for, with their state; any thread may call. */
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
     * Emits an event; without a connection it waits for one, where the settings allow that.
     *
     * @throws FailureException where there is no such namespace, or no connection and none to wait for
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

    /** A refusal that this thread has not been told of yet says more than that nothing can be sent. */
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

    /** What was emitted, the oldest first. */
    public List<Emission> emissions() {
        return List.copyOf(emissions);
    }

    /**
     * Acknowledges an event of the server.
     *
     * @throws FailureException where the server asked for no acknowledgement with that id
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

    /** The ids of the acknowledgements that the server waits for in a namespace; any thread may call. */
    public List<Long> askedAcks(String nsp) {
        return ledger.read(view -> view.answers().asked(nsp));
    }

    // --- what is remembered -----------------------------------------------------------

    /** The events that went by, by name, those of the latest last; any thread may call. */
    @Override
    public List<EventSummary> seen() {
        return ledger.read(view -> view.traffic().all());
    }

    /** Number of events that were emitted and never sent; any thread may call. */
    public long dropped() {
        return ledger.read(SessionState.View::dropped);
    }

    /** The latest events and acknowledgements that fit, in their order. */
    @Override
    public List<Event> last(int most, Predicate<Event> fits) {
        return ledger.read(view -> view.backlog().last(most, fits));
    }

    /** What a prompt shows; any thread may call. */
    @Override
    public PromptState promptState() {
        return ledger.read(view -> new PromptState(
                server.hostAndPort(),
                current.nsp(),
                view.links().phase(),
                view.answers().pending()));
    }

    /** Records all that happens to a file, or no more. */
    @Override
    public void record(Optional<Path> file) throws FailureException {
        follower.record(file);
    }

    /** The file that is recorded to. */
    @Override
    public Optional<Path> recording() {
        return follower.recording();
    }

    /** Why a recording broke off, where it did. */
    public Optional<Failure> recordFailure() {
        return follower.recordFailure();
    }

    /** What of the wire is shown, in this session and those that follow. */
    public TraceSettings tracing() {
        return tracing;
    }

    /** Shows what the command line wants to be shown of the wire. */
    public void trace(TraceSelection trace) throws FailureException {
        traceTo(trace.file());
        tracing.choose(trace.choice());
    }

    /** From now on what is shown of the wire goes to a file, or to the display. */
    public void traceTo(Optional<Path> file) throws FailureException {
        follower.trace(file);
    }

    /** The file that what is shown of the wire goes to. */
    public Optional<Path> traceFile() {
        return follower.traceFile();
    }

    /**
     * Asks whether the output still works.
     *
     * @throws FailureException where it does not
     */
    @Override
    public void check() throws FailureException {
        ledger.check();
    }

    /** Leaves the session, shows what has happened until then, and ends every thread. */
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
