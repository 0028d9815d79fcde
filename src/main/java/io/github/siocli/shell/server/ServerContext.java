package io.github.siocli.shell.server;

import io.github.siocli.command.option.EmissionOptions;
import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.OutputOptions.ColorChoice;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Arguments;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ServerListening;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.mock.RuleEngine;
import io.github.siocli.output.Display;
import io.github.siocli.render.Report;
import io.github.siocli.render.Report.Field;
import io.github.siocli.secret.Redaction;
import io.github.siocli.server.ServerOptions;
import io.github.siocli.server.SioServer;
import io.github.siocli.shell.AckKey;
import io.github.siocli.shell.ConnectionState;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.ContextLoop;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.EventSummary;
import io.github.siocli.shell.PromptState;
import io.github.siocli.shell.SessionState;
import io.github.siocli.shell.WaitConditions;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The server side of the line language: a running server, its clients and its history.
 *
 * <p>One thread runs the lines and calls the methods. Methods that may be called by any thread say so.
 */
public final class ServerContext implements Context, AutoCloseable {

    /** Limit of the event queue, in characters and bytes of payload. */
    private static final long QUEUE_LIMIT = 4L << 20;

    private final Display display;
    private final OutputConfig output;
    private final Clock clock;
    private final ValueSources sources;
    private final EventFilter filter;
    private final Instant startedAt;
    private final EventQueue queue = new EventQueue(QUEUE_LIMIT);
    private final EventPublisher publisher = new EventPublisher(queue);
    private final SessionState state = new SessionState();
    private final WaitConditions waitConditions = new WaitConditions(state);
    private final AckRegistry ackRegistry = new AckRegistry();
    private final ContextLoop eventLoop;
    private final ReloadableRules rules;
    private final OutgoingPacketTap outgoingTap;
    private final PublishingListener listener;
    private final SioServer server;
    private final ServerOperations operations;
    private final boolean publishesSent;
    private volatile String currentNamespace;

    private ServerContext(
            ListenConfig listenConfig,
            ServerOptions options,
            BehaviorConfig behaviorConfig,
            DisplayConfig displayConfig)
            throws FailureException {
        this.display = displayConfig.display();
        this.output = displayConfig.output();
        this.clock = displayConfig.clock();
        // The random numbers of lines must not change those of the rules, which a seed repeats.
        this.sources = ValueSources.of(clock, behaviorConfig.variables());
        this.filter = displayConfig.filter();
        this.startedAt = clock.instant();
        this.publishesSent = output.data().lifecycle() || displayConfig.showsSent();
        this.rules = new ReloadableRules(behaviorConfig.rules());
        RuleEngine engine =
                new RuleEngine(rules.rules(), behaviorConfig.chaos(), behaviorConfig.sources(clock), publisher::note);
        this.outgoingTap = new OutgoingPacketTap(engine, clock, publisher, ackRegistry);
        this.outgoingTap.setPublishing(publishesSent);
        this.listener = new PublishingListener(
                engine,
                new AuthCheck(listenConfig.auth()),
                clock,
                publisher,
                ackRegistry,
                new RefusalNotes(options.engine().tls().isPresent()));
        this.server = SioServer.start(
                options.withNamespaces(
                        listenConfig.namespaces().isEmpty()
                                ? engine.namespaces()
                                : listenConfig.namespaces()::contains),
                listener,
                outgoingTap);
        this.rules.attach(engine, server);
        this.operations = new ServerOperations(server, state, publisher, ackRegistry, clock);
        this.currentNamespace = listenConfig.namespaces().stream().findFirst().orElse("/");
        this.eventLoop = new ContextLoop(
                queue,
                state,
                displayConfig.stopCondition(),
                new ContextLoop.Output(display, filter, publisher::writeNotes, displayConfig.onChange()));
        publisher.publishAlways(new ServerListening(
                clock.instant(), url(), listenConfig.describeProtocols(), listenConfig.describeConnect(port())));
        if (listenConfig.isOpenToAll()) {
            publisher.note(
                    "every host that reaches " + address() + " can connect; require a token with --auth token=…");
        }
        behaviorConfig.notes().forEach(publisher::note);
        eventLoop.start();
    }

    /**
     * Starts a server. The calling thread must be the one that runs the lines: it is interrupted if the output fails.
     *
     * @throws FailureException if the server cannot listen
     */
    public static ServerContext start(
            ListenConfig listenConfig, BehaviorConfig behaviorConfig, DisplayConfig displayConfig)
            throws FailureException {
        List<ServerOptions> candidates = listenConfig.candidates();
        for (ServerOptions options : candidates.subList(0, candidates.size() - 1)) {
            try {
                return new ServerContext(listenConfig, options, behaviorConfig, displayConfig);
            } catch (FailureException e) {
                if (e.failure().kind() != FailureKind.CANNOT_LISTEN) {
                    throw e;
                }
            }
        }
        return new ServerContext(listenConfig, candidates.get(candidates.size() - 1), behaviorConfig, displayConfig);
    }

    // --- operations of every context ---------------------------------------------------------

    @Override
    public Display display() {
        return display;
    }

    @Override
    public EventFilter filter() {
        return filter;
    }

    @Override
    public WaitConditions waitConditions() {
        return waitConditions;
    }

    @Override
    public ValueSources sources() {
        return sources;
    }

    @Override
    public ZoneId zone() {
        return clock.getZone();
    }

    @Override
    public ColorChoice colors() {
        return output.colors();
    }

    @Override
    public PromptState promptState() {
        return new PromptState(
                "",
                "server " + address(),
                currentNamespace,
                ConnectionState.CONNECTED,
                state.read(view -> view.acks().pendingCount()));
    }

    @Override
    public String currentNamespace() {
        return currentNamespace;
    }

    @Override
    public void use(String nsp) throws FailureException {
        if (!server.options().admission().namespaces().test(nsp)) {
            throw UsageErrors.error("the server has no namespace " + nsp, "");
        }
        currentNamespace = nsp;
    }

    @Override
    public List<String> joinedNamespaces() {
        return operations.namespaces();
    }

    @Override
    public List<String> knownNamespaces() {
        return operations.namespaces();
    }

    @Override
    public List<EventSummary> eventSummaries() {
        return state.read(view -> view.eventStats().all());
    }

    @Override
    public List<Event> latestEvents(int limit, Predicate<Event> matcher) {
        return state.read(view -> view.history().latest(limit, matcher));
    }

    @Override
    public Redaction redaction() {
        return output.redaction();
    }

    @Override
    public void record(Path file) throws FailureException {
        eventLoop.record(file, redaction());
        outgoingTap.setPublishing(true);
    }

    @Override
    public void stopRecording() throws FailureException {
        eventLoop.stopRecording();
        outgoingTap.setPublishing(publishesSent);
    }

    @Override
    public Optional<Path> recording() {
        return eventLoop.recording();
    }

    @Override
    public void checkOutput() throws FailureException {
        state.checkOutput();
    }

    // --- the server ---------------------------------------------------------------------

    /** Returns the URL of the server. Any thread may call. */
    public String url() {
        return (server.options().engine().tls().isPresent() ? "https://" : "http://") + address();
    }

    /** Returns the requested address, because the system may name it differently. */
    private String address() {
        return AddressText.of(new InetSocketAddress(server.options().address().getAddress(), port()));
    }

    /** Returns the port that the server listens on. Any thread may call. */
    public int port() {
        return server.address().getPort();
    }

    /** Returns the operations on connected clients. */
    ServerOperations operations() {
        return operations;
    }

    /** Returns the rules of the server. */
    public ReloadableRules rules() {
        return rules;
    }

    @Override
    public Duration ackTimeout() {
        return EmissionOptions.ACK_TIMEOUT;
    }

    @Override
    public Optional<Arguments> emit(String nsp, Emission emission, boolean isAwaited)
            throws FailureException, InterruptedException {
        emit(List.of(), List.of(), nsp, emission, isAwaited);
        return Optional.empty();
    }

    /**
     * Emits an event to clients of a namespace.
     *
     * @param to rooms and beginnings of client ids; empty for all clients
     * @param except rooms and beginnings of client ids, whose clients are left out
     * @param isAwaited true to wait for the acknowledgements
     */
    void emit(List<String> to, List<String> except, String nsp, Emission emission, boolean isAwaited)
            throws FailureException, InterruptedException {
        ServerOperations.EmitResult emitted = operations.emit(to, except, nsp, emission);
        if (!outgoingTap.isPublishing()) {
            operations.countEmission(nsp, emission);
        }
        int clients = emitted.clients();
        if (clients == 0) {
            display.showNote("not sent: no client is connected to " + nsp);
        } else if (!isAwaited) {
            display.showNote("sent to " + clients + (clients == 1 ? " client" : " clients"));
        }
        if (isAwaited) {
            awaitAcks(emitted.due());
        }
    }

    /**
     * Waits for acknowledgements.
     *
     * @throws FailureException if one of them fails
     */
    private void awaitAcks(List<AckKey> due) throws FailureException, InterruptedException {
        state.await(view -> due.stream().noneMatch(view.acks()::isPending) ? Optional.of(true) : Optional.empty());
        Optional<Failure> failure = state.read(view ->
                due.stream().map(view.acks()::failure).flatMap(Optional::stream).findFirst());
        if (failure.isPresent()) {
            throw new FailureException(failure.get());
        }
    }

    @Override
    public List<AckKey> requestedAcks(@Nullable String nsp) {
        return operations.stillAwaited(state.read(view -> view.acks().requested())).stream()
                .filter(key -> nsp == null || key.nsp().equals(nsp))
                .toList();
    }

    @Override
    public void ack(AckKey key, Arguments args) throws FailureException {
        operations.ack(key, args);
        state.update(view -> view.acks().answered(key));
    }

    @Override
    public Report namespaceReport() {
        List<ClientInfo> clients = operations.clients();
        List<List<Field>> rows = new ArrayList<>();
        for (String nsp : joinedNamespaces()) {
            long size =
                    clients.stream().filter(client -> client.nsp().equals(nsp)).count();
            rows.add(List.of(Context.namespaceField(nsp, currentNamespace), Field.of("clients", size)));
        }
        return new Report("namespace", rows, "no clients are connected");
    }

    /** Returns the counters of the server. */
    ServerStats stats() {
        Duration uptime = Duration.between(startedAt, clock.instant());
        return server.query(() -> new ServerStats(
                uptime,
                server.clients(),
                server.sessions(),
                server.namespaces().size(),
                new ServerStats.Totals(
                        listener.connectCount(),
                        listener.refusedCount(),
                        listener.eventCount(),
                        listener.ackCount(),
                        outgoingTap.sentCount())));
    }

    /** Disconnects all clients and stops listening. Any thread may call, repeatedly. */
    public void stop() {
        server.close();
    }

    /** Stops the server, shows all remaining events, and stops all threads. */
    @Override
    public void close() throws FailureException {
        rules.close();
        stop();
        try {
            eventLoop.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        eventLoop.stopRecording();
    }
}
