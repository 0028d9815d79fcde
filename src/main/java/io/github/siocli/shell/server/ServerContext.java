package io.github.siocli.shell.server;

import io.github.siocli.command.option.EmissionOptions.Emission;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.LifecycleEvent.ServerListening;
import io.github.siocli.mock.RuleEngine;
import io.github.siocli.output.Display;
import io.github.siocli.server.ServerOptions;
import io.github.siocli.server.SioServer;
import io.github.siocli.shell.AckKey;
import io.github.siocli.shell.ConnectionState;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.EventFilter;
import io.github.siocli.shell.EventLoop;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The server side of the line language: a running server, its clients and its history.
 *
 * <p>One thread runs the lines and calls the methods. Methods that may be called by any thread say so.
 */
public final class ServerContext implements Context, AutoCloseable {

    /** Limit of the event queue, in characters and bytes of payload. */
    private static final long QUEUED = 4L << 20;

    private final Display display;
    private final OutputConfig output;
    private final Clock clock;
    private final EventFilter watch;
    private final Instant began;
    private final EventQueue queue = new EventQueue(QUEUED);
    private final EventPublisher out = new EventPublisher(queue);
    private final SessionState ledger = new SessionState();
    private final WaitConditions waits = new WaitConditions(ledger);
    private final AckRegistry questions = new AckRegistry();
    private final EventLoop follower;
    private final ReloadableRules behaviour;
    private final OutgoingPacketTap wiretap;
    private final PublishingListener reporter;
    private final SioServer server;
    private final ServerOperations floor;
    private final boolean telling;
    private volatile String current;

    private ServerContext(ListenConfig listen, ServerOptions options, BehaviorConfig conduct, DisplayConfig showing)
            throws FailureException {
        this.display = showing.display();
        this.output = showing.output();
        this.clock = showing.clock();
        this.watch = showing.watch();
        this.began = clock.instant();
        this.telling = output.lifecycle() || output.verbosity() > 0;
        RandomGenerator random = conduct.random();
        this.behaviour = new ReloadableRules(conduct.rules());
        RuleEngine rules = new RuleEngine(behaviour.rules(), random, clock, out::complain);
        this.wiretap = new OutgoingPacketTap(rules.faults(conduct.chaos()), clock, out, questions);
        this.wiretap.tell(telling);
        this.reporter = new PublishingListener(
                rules,
                new AuthCheck(listen.auth()),
                clock,
                out,
                questions,
                new RefusalNotes(options.engine().tls().isPresent()));
        this.server = SioServer.start(
                options.withNamespaces(
                        listen.namespaces().isEmpty() ? rules.namespaces() : listen.namespaces()::contains),
                reporter,
                wiretap);
        this.behaviour.attach(rules, server);
        this.floor = new ServerOperations(server, ledger, out, questions, clock);
        this.current = listen.namespaces().stream().findFirst().orElse("/");
        this.follower = new EventLoop(queue, display, watch, ledger, showing.onChange(), out::tellAside);
        out.tellAnyway(new ServerListening(clock.instant(), url(), listen.offers(), listen.clients(port())));
        if (listen.isOpenToAll()) {
            out.complain("every host that reaches " + address() + " can connect; require a token with --auth token=…");
        }
        conduct.notes().forEach(out::complain);
        follower.start();
    }

    /**
     * Starts a server. The calling thread must be the one that runs the lines: it is interrupted if the output fails.
     *
     * @throws FailureException if the server cannot listen
     */
    public static ServerContext start(ListenConfig listen, BehaviorConfig conduct, DisplayConfig showing)
            throws FailureException {
        List<ServerOptions> candidates = listen.candidates();
        for (ServerOptions options : candidates.subList(0, candidates.size() - 1)) {
            try {
                return new ServerContext(listen, options, conduct, showing);
            } catch (FailureException e) {
                if (e.failure().kind() != FailureKind.CANNOT_LISTEN) {
                    throw e;
                }
            }
        }
        return new ServerContext(listen, candidates.get(candidates.size() - 1), conduct, showing);
    }

    // --- operations of every context ---------------------------------------------------------

    @Override
    public Display display() {
        return display;
    }

    @Override
    public EventFilter watch() {
        return watch;
    }

    @Override
    public WaitConditions waits() {
        return waits;
    }

    @Override
    public ZoneId zone() {
        return clock.getZone();
    }

    @Override
    public Optional<Boolean> color() {
        return output.color();
    }

    @Override
    public PromptState promptState() {
        return new PromptState(
                "server " + address(),
                current,
                ConnectionState.CONNECTED,
                ledger.read(view -> view.answers().pending()));
    }

    @Override
    public String namespace() {
        return current;
    }

    @Override
    public void use(String nsp) throws FailureException {
        if (!server.options().namespaces().test(nsp)) {
            throw UsageErrors.error("the server has no namespace " + nsp, "");
        }
        current = nsp;
    }

    @Override
    public List<String> joined() {
        return floor.namespaces();
    }

    @Override
    public List<String> known() {
        return floor.namespaces();
    }

    @Override
    public List<EventSummary> seen() {
        return ledger.read(view -> view.traffic().all());
    }

    @Override
    public List<Event> last(int most, Predicate<Event> fits) {
        return ledger.read(view -> view.backlog().last(most, fits));
    }

    @Override
    public void record(Optional<Path> file) throws FailureException {
        follower.record(file);
        wiretap.tell(telling || file.isPresent());
    }

    @Override
    public Optional<Path> recording() {
        return follower.recording();
    }

    @Override
    public void check() throws FailureException {
        ledger.check();
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
    public ServerOperations floor() {
        return floor;
    }

    /** Returns the rules of the server. */
    public ReloadableRules behaviour() {
        return behaviour;
    }

    /**
     * Emits an event to clients of a namespace.
     *
     * @param to a room or the beginning of a client's id; empty for all clients
     * @return the number of recipients, and the acknowledgements that are due
     */
    public ServerOperations.EmitResult emit(Optional<String> to, String nsp, Emission emission)
            throws FailureException {
        ServerOperations.EmitResult emitted = floor.emit(to, nsp, emission);
        if (!wiretap.isTelling()) {
            floor.note(nsp, emission);
        }
        return emitted;
    }

    /**
     * Waits for acknowledgements.
     *
     * @throws FailureException if one of them fails
     */
    public void await(List<AckKey> due) throws FailureException, InterruptedException {
        ledger.await(
                Optional.empty(),
                view -> due.stream().noneMatch(view.answers()::isPending) ? Optional.of(true) : Optional.empty());
        Optional<Failure> failure = ledger.read(view -> due.stream()
                .map(view.answers()::failure)
                .flatMap(Optional::stream)
                .findFirst());
        if (failure.isPresent()) {
            throw new FailureException(failure.get());
        }
    }

    /** Returns the acknowledgements that clients await, the oldest first. Any thread may call. */
    public List<AckKey> asked() {
        return ledger.read(view -> view.answers().asked());
    }

    /** Returns the counters of the server. */
    public ServerStats figures() {
        Duration up = Duration.between(began, clock.instant());
        return server.query(() -> new ServerStats(
                up,
                server.clients(),
                server.sessions(),
                server.namespaces().size(),
                reporter.came(),
                reporter.refused(),
                reporter.events(),
                reporter.acks(),
                wiretap.events()));
    }

    /** Disconnects all clients and stops listening. Any thread may call, repeatedly. */
    public void stop() {
        server.close();
    }

    /** Stops the server, shows all remaining events, and stops all threads. */
    @Override
    public void close() throws FailureException {
        behaviour.close();
        stop();
        try {
            follower.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        follower.record(Optional.empty());
    }
}
