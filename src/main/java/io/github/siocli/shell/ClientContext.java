package io.github.siocli.shell;

import io.github.siocli.client.Session;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.OutputOptions.ColorChoice;
import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.ClientEvent;
import io.github.siocli.event.Event;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.json.Json;
import io.github.siocli.net.ServerAddress;
import io.github.siocli.net.trace.TraceSettings;
import io.github.siocli.output.Display;
import io.github.siocli.render.Report;
import io.github.siocli.render.Report.Field;
import io.github.siocli.secret.Redaction;
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
import org.jspecify.annotations.Nullable;

/**
 * The client side of the line language: a connection to a server, its settings and its history. It outlives single
 * sessions: after a session has failed or was closed, a new one can be opened.
 *
 * <p>One thread runs the lines and calls the methods. Methods that may be called by any thread say so.
 */
public final class ClientContext implements Context {

    /** Limit of the wait for the end of a dropped connection. */
    private static final Duration DROP_TIMEOUT = Duration.ofSeconds(2);

    private static final int MAX_EMISSIONS = 1_000;

    /** Limit of the remembered emissions, in characters and bytes of payload. */
    private static final long MAX_EMISSIONS_SIZE = 4L << 20;

    private final String name;
    private final ShellSettings settings;
    private final Clients clients;
    private final SessionState state = new SessionState();
    private final ConnectionWaitConditions waitConditions = new ConnectionWaitConditions(state);
    private final CurrentNamespace currentNamespace = new CurrentNamespace(state);
    private final TraceSettings traceSettings = TraceSettings.off();
    private final Map<String, Json> authByNamespace = new LinkedHashMap<>();
    private final List<Emission> emissions = new ArrayList<>();
    private long emissionsSize;
    private volatile ServerAddress server = new ServerAddress(false, "", 0);
    /** The open session; null if there is none. The thread of an interrupt may reset it at any time. */
    private @Nullable Session session;
    /** Settings of the last call of {@link #prepareToConnect}; null before the first. */
    private @Nullable ConnectOptions lastOptions;
    /** The first refusal in the sessions that have ended; null if there is none. */
    private @Nullable Failure firstRefusal;
    /** The refusal of this client; null if there is none, or a line has expected it. */
    private @Nullable Failure unexpectedRefusal;

    private boolean isRefusalExpected;

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
     * Creates a client without a session.
     *
     * @param name name of the client, which lines use
     * @param clients all clients, which share an event loop and a display
     */
    ClientContext(String name, ShellSettings settings, Clients clients) {
        this.name = name;
        this.settings = settings;
        this.clients = clients;
    }

    /** Returns the name of the client. */
    public String name() {
        return name;
    }

    /** Returns all clients, of which this is one. */
    public Clients clients() {
        return clients;
    }

    /** Returns the state that the event loop updates. */
    SessionState state() {
        return state;
    }

    public ShellSettings settings() {
        return settings;
    }

    @Override
    public Display display() {
        return clients.display();
    }

    @Override
    public EventFilter filter() {
        return clients.filter();
    }

    /** Returns the clock, in the zone in which times are shown. */
    public Clock clock() {
        return clients.clock();
    }

    /** Returns the current time in the zone in which times are shown. */
    public ZonedDateTime now() {
        return clock().instant().atZone(zone());
    }

    @Override
    public ValueSources sources() {
        return clients.sources();
    }

    /** Returns the zone in which times are shown. */
    @Override
    public ZoneId zone() {
        return clients.clock().getZone();
    }

    @Override
    public ColorChoice colors() throws FailureException {
        return settings.output().colors();
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
     * As {@link #connect()}, but to a URL: the new session joins only the namespace of the URL, which becomes the
     * current one.
     *
     * @throws FailureException if the URL is invalid
     */
    public void connect(String url) throws FailureException {
        settings.setUrl(url);
        for (String note : settings.urlNotes()) {
            display().showNote(note);
        }
        prepareToConnect(false).start();
    }

    /**
     * Prepares what {@link #connect} does: closes an open session and sets the state to {@code CONNECTING}, but does
     * not start the attempt.
     *
     * @return the attempt; the caller starts it before it calls another method
     * @throws FailureException if the settings are invalid
     */
    public Attempt prepareToConnect() throws FailureException {
        return prepareToConnect(true);
    }

    /**
     * Prepares to connect.
     *
     * @param keepsNamespaces true to join the namespaces of the previous session if the server is the same; false to
     *     join those of the settings
     */
    private Attempt prepareToConnect(boolean keepsNamespaces) throws FailureException {
        ConnectOptions options = settings.connection();
        List<String> previousNamespaces = state.read(view -> view.namespaces().expected());
        boolean isRejoining = keepsNamespaces
                && !previousNamespaces.isEmpty()
                && options.server().equals(server);
        boolean isBetweenAttempts =
                state.read(view -> view.namespaces().connectionState()) == ConnectionState.RECONNECTING;
        Session previous = session;
        boolean isSameSession = options.equals(lastOptions)
                && (keepsNamespaces || options.namespaces().equals(previousNamespaces));
        if (previous != null && isBetweenAttempts && isSameSession) {
            return previous::reconnectNow;
        }
        boolean isFirst = lastOptions == null;
        lastOptions = options;
        if (previous != null) {
            disconnect();
        }
        if (!isFirst) {
            // Otherwise the event loop would take the end of an earlier session for the end of the next one.
            clients.eventLoop().awaitProcessed();
        }
        if (isRejoining) {
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
        namespaces.forEach(display()::announceNamespace);
        state.startSession(
                NamespaceStates.request(options, settings.urlNamespace().orElse(null)));
        state.update(view -> authByNamespace.keySet().forEach(view.namespaces()::authSent));
        ConnectOptions joining = options.withNamespaces(withoutAuth);
        return () -> open(joining);
    }

    /** Reports an event to the event loop, with the name of this client if there are several. Any thread may call. */
    private void publish(Event event) {
        clients.queue().accept(clients.areLabelled() ? new ClientEvent(name, event) : event);
    }

    private void open(ConnectOptions options) throws FailureException {
        Session opened;
        try {
            opened = Session.open(options, traceSettings, this::publish, clients.clock());
        } catch (FailureException e) {
            state.endSession();
            throw e;
        }
        session = opened;
        authByNamespace.forEach(opened::join);
    }

    /**
     * Leaves each namespace, closes the connection, and waits until the event loop has processed its end.
     *
     * @return a failure if some sent packets are not known to have reached the server
     */
    public Optional<Failure> disconnect() {
        Session closed = session;
        Optional<Failure> failure = closed == null ? Optional.empty() : end(closed);
        session = null;
        // The next line must not see the state change by an event of the closed session.
        clients.eventLoop().awaitProcessed();
        state.endSession();
        return failure;
    }

    private Optional<Failure> end(Session closed) {
        Optional<Failure> failure = closed.end() ? Optional.empty() : Optional.of(closed.undeliveredFailure());
        if (firstRefusal == null && !isRefusalExpected) {
            firstRefusal = closed.firstRefusal().map(this::failure).orElse(null);
        }
        return failure;
    }

    private Failure failure(NamespaceDisconnected disconnected) {
        return state.read(view -> view.namespaces().failure(disconnected));
    }

    /**
     * Returns the failure of the first namespace that a server refused right after connecting it, in the sessions that
     * have ended.
     */
    public Optional<Failure> firstRefusal() {
        return Optional.ofNullable(firstRefusal);
    }

    /** Notes that the server has refused this client. It is a failure unless a line expects it. */
    public void refused(Failure refusal) {
        unexpectedRefusal = refusal;
    }

    /** Notes that a line expects the refusal of this client. */
    public void refusalExpected() {
        isRefusalExpected = true;
        unexpectedRefusal = null;
    }

    /** Returns the refusal of this client that no line has expected. */
    public Optional<Failure> unexpectedRefusal() {
        return Optional.ofNullable(unexpectedRefusal);
    }

    /**
     * Checks that the server has not refused this client.
     *
     * @throws FailureException if it has
     */
    public void requireAccepted() throws FailureException {
        if (unexpectedRefusal != null) {
            throw new FailureException(unexpectedRefusal);
        }
    }

    /** Aborts the connection without a close handshake, and waits until the event loop has noticed it. */
    public void drop() throws FailureException, InterruptedException {
        session().dropConnection();
        state.await(
                DROP_TIMEOUT,
                view -> view.namespaces().connectionState() == ConnectionState.CONNECTED
                        ? Optional.empty()
                        : Optional.of(true));
    }

    /** Returns the round-trip time; empty if no pong came within the limit. */
    public Optional<Duration> ping(Duration limit) throws FailureException, InterruptedException {
        return session().ping(limit);
    }

    /** Returns why there is no connection; empty if there is one, one is attempted, or a line has ended it. */
    public Optional<String> offlineReason() {
        return state.read(view -> view.namespaces().offlineFailure()).map(Failure::message);
    }

    /** Returns the status of the session; empty if there is none. */
    public Optional<SessionStatus> status() {
        return Optional.ofNullable(session).map(Session::status);
    }

    /** Returns the message for a line that needs a connection which no line before has opened. */
    public static String notConnected(String client) {
        return client + " is not connected: write connect or client NAME first";
    }

    private Session session() throws FailureException {
        Session open = session;
        if (open == null && lastOptions == null) {
            throw UsageErrors.error(notConnected(name), "");
        }
        if (open == null) {
            throw new FailureException(Failure.of(FailureKind.NOT_CONNECTED, server.url(), "there is no session"));
        }
        return open;
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

    /** Joins a namespace without an auth payload, unless it is joined already, and makes it the current one. */
    public void join(String nsp) throws FailureException {
        Session open = session();
        display().announceNamespace(nsp);
        if (!isExpected(nsp)) {
            authByNamespace.remove(nsp);
            state.update(view -> view.namespaces().namespaceRequested(nsp, false));
            open.join(nsp);
        }
        currentNamespace.use(nsp);
    }

    /** Joins a namespace with an auth payload and makes it the current one. A joined namespace is left first. */
    public void join(String nsp, Json auth) throws FailureException {
        Session open = session();
        display().announceNamespace(nsp);
        authByNamespace.put(nsp, auth);
        if (isExpected(nsp)) {
            state.update(view -> view.namespaces().rejoinRequested(nsp));
            open.rejoin(nsp, auth);
        } else {
            state.update(view -> view.namespaces().namespaceRequested(nsp, true));
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
    public List<String> clientNames() {
        List<ClientContext> all = clients.all();
        return all.size() == 1
                ? List.of()
                : all.stream().map(ClientContext::name).toList();
    }

    /** Returns the URL of the server; empty before the first call of {@link #prepareToConnect}. Any thread may call. */
    public String serverUrl() {
        return lastOptions == null ? "" : server.url();
    }

    /** Returns true if there is an open session. */
    public boolean hasSession() {
        return session != null;
    }

    @Override
    public List<String> knownNamespaces() {
        return namespaces().stream().map(NamespaceState::nsp).toList();
    }

    @Override
    public Report namespaceReport() {
        List<List<Field>> rows = new ArrayList<>();
        for (NamespaceState namespace : namespaces()) {
            rows.add(List.of(
                    Context.namespaceField(namespace.nsp(), currentNamespace()),
                    Field.of("sid", namespace.sid()),
                    Field.of("state", namespace.state())));
        }
        return new Report("namespace", rows, "no namespace is joined");
    }

    /** Returns all requested namespaces with their state. Any thread may call. */
    public List<NamespaceState> namespaces() {
        return state.read(view -> view.namespaces().all());
    }

    private boolean isExpected(String nsp) {
        return state.read(view -> view.namespaces().isExpected(nsp));
    }

    /**
     * Waits until a namespace is connected, and shows a note if it is not: an event waits for it.
     *
     * @throws FailureException if the namespace is not joined, is refused, or the connection fails for good
     */
    private void awaitNamespace(String nsp) throws FailureException, InterruptedException {
        // A namespace that is not joined would never be connected.
        requireExpected(nsp);
        if (!state.read(view -> view.namespaces().isConnected(nsp))
                && !session().isConnected(nsp)) {
            showQueued(nsp);
        }
        waitConditions.awaitNamespace(nsp);
    }

    private void requireExpected(String nsp) throws FailureException {
        if (isExpected(nsp)) {
            return;
        }
        Optional<Failure> failure = state.read(view -> view.namespaces().failure(nsp));
        if (failure.isPresent()) {
            throw new FailureException(failure.get());
        }
        // Fails without a session, which explains more.
        session();
        throw UsageErrors.error("the namespace " + nsp + " is not joined", "join " + nsp);
    }

    // --- emitting ---------------------------------------------------------------------

    /**
     * Emits an event. Without a connection the event is queued, unless {@code --no-queue} is set.
     *
     * @throws FailureException if the namespace is not joined, or if there is no connection and queueing is off
     */
    private EmittedEvent emit(String nsp, Emission emission) throws FailureException, InterruptedException {
        requireExpected(nsp);
        Session open = session();
        if (!open.isConnected(nsp)) {
            if (!settings.isQueueing()) {
                throw new FailureException(Failure.of(FailureKind.NOT_CONNECTED, nsp, "--no-queue is set"));
            }
            showQueued(nsp);
        }
        if (emission.ackTimeout().isPresent()) {
            waitConditions.expectations().skipAcks();
        }
        OptionalLong id = submit(open, nsp, emission);
        state.update(view -> {
            view.countSubmitted();
            id.ifPresent(number -> view.acks().expect(AckKey.of(nsp, number), emission.name()));
        });
        rememberEmission(emission.in(nsp));
        return new EmittedEvent(nsp, emission.name(), id);
    }

    private void showQueued(String nsp) throws FailureException {
        display().showNote("queued until " + nsp + " is connected");
    }

    /**
     * Emits an event. If the namespace has just been refused and the event loop has not processed this yet, the refusal
     * is thrown, because it explains more than "not joined".
     */
    private OptionalLong submit(Session open, String nsp, Emission emission)
            throws FailureException, InterruptedException {
        try {
            return open.emit(
                    nsp, emission.name(), emission.args(), emission.ackTimeout().orElse(null));
        } catch (FailureException e) {
            Optional<Failure> refused =
                    open.firstRefusal().filter(gone -> gone.nsp().equals(nsp)).map(this::failure);
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

    @Override
    public Duration ackTimeout() throws FailureException {
        return settings.ackTimeout();
    }

    @Override
    public Optional<Arguments> emit(String nsp, Emission emission, boolean isAwaited)
            throws FailureException, InterruptedException {
        if (isAwaited && settings.isQueueing()) {
            awaitNamespace(nsp);
        }
        EmittedEvent emitted = emit(nsp, emission);
        if (isAwaited) {
            waitConditions.awaitAck(emitted);
        }
        return isAwaited ? waitConditions.ackArguments(emitted) : Optional.empty();
    }

    @Override
    public void ack(AckKey key, Arguments args) throws FailureException, InterruptedException {
        requireExpected(key.nsp());
        session().ack(key.nsp(), key.id(), args);
        state.update(view -> view.acks().answered(key));
    }

    @Override
    public List<AckKey> requestedAcks(@Nullable String nsp) {
        String selected = nsp == null ? currentNamespace() : nsp;
        return state.read(view -> view.acks().requested()).stream()
                .filter(key -> key.nsp().equals(selected))
                .toList();
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
                clients.areLabelled() ? name : "",
                server.hostAndPort(),
                currentNamespace.name(),
                view.namespaces().connectionState(),
                view.acks().pendingCount()));
    }

    @Override
    public Redaction redaction() throws FailureException {
        return settings.output().redaction();
    }

    @Override
    public void record(Path file) throws FailureException {
        clients.eventLoop().record(file, redaction());
    }

    @Override
    public void stopRecording() throws FailureException {
        clients.eventLoop().stopRecording();
    }

    /** Returns the file of the current recording. */
    @Override
    public Optional<Path> recording() {
        return clients.eventLoop().recording();
    }

    /** Returns the failure that ended a recording, if one did. */
    public Optional<Failure> recordFailure() {
        return clients.eventLoop().recordFailure();
    }

    /** Returns the trace settings of this session and of the sessions that follow. */
    public TraceSettings traceSettings() {
        return traceSettings;
    }

    /** Applies the trace options of the command line. */
    public void applyTrace(TraceSelection trace) throws FailureException {
        if (trace.file().isPresent()) {
            traceTo(trace.file().get());
        } else {
            traceToDisplay();
        }
        traceSettings.choose(trace.choice());
    }

    /** Writes the trace to a file from now on. */
    public void traceTo(Path file) throws FailureException {
        clients.eventLoop().traceTo(file, redaction());
    }

    /** Sends the trace to the display from now on. */
    public void traceToDisplay() throws FailureException {
        clients.eventLoop().traceToDisplay();
    }

    /** Returns the file that the trace is written to. */
    public Optional<Path> traceFile() {
        return clients.eventLoop().traceFile();
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
}
