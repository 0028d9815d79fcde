package io.github.siocli.shell;

import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.ValueSources;
import io.github.siocli.output.Display;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The clients of a prompt or script. They share one event loop and one display. The first client always exists and has the
 * settings that the others begin with.
 *
 * <p>One thread runs the lines and calls the methods. Methods that may be called by any thread say so.
 */
public final class Clients implements Contexts<ClientContext>, AutoCloseable {

    /** Name of the first client. */
    public static final String FIRST = "main";

    /** Limit of the event queue, in characters and bytes of payload. */
    private static final long QUEUE_LIMIT = 2L << 20;

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]{0,63}");

    private final Display display;
    private final Clock clock;
    private final ValueSources sources;
    private final EventFilter filter;
    private final EventQueue queue = new EventQueue(QUEUE_LIMIT);
    private final ContextLoop eventLoop;
    private final ClientContext first;
    private final Map<String, ClientContext> clients = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile ClientContext current;
    private volatile boolean labelled;

    /** As the other constructor, but without a tap. */
    public Clients(
            ShellSettings settings,
            Display display,
            Clock clock,
            EventFilter filter,
            StopCondition stopCondition,
            Runnable onChange) {
        this(settings, display, clock, filter, stopCondition, event -> {}, onChange);
    }

    /**
     * Creates the first client without a session, and starts the event loop.
     *
     * @param settings settings of the first client
     * @param filter which events are shown
     * @param stopCondition interrupts the calling thread, which runs the lines, when it is reached
     * @param tap receives each event before it is shown
     * @param onChange called by the event loop's thread after it has shown a batch of events
     */
    public Clients(
            ShellSettings settings,
            Display display,
            Clock clock,
            EventFilter filter,
            StopCondition stopCondition,
            EventConsumer tap,
            Runnable onChange) {
        this.display = display;
        this.clock = clock;
        this.sources = ValueSources.of(clock, settings.variables());
        this.filter = filter;
        this.first = new ClientContext(FIRST, settings, this);
        this.current = first;
        clients.put(FIRST, first);
        this.eventLoop = new ContextLoop(
                queue,
                first.state(),
                stopCondition,
                tap,
                new ContextLoop.Output(display, filter, nothing -> {}, onChange));
        eventLoop.addClient(FIRST, first.state());
        eventLoop.start();
    }

    /** Returns the first client. */
    public ClientContext first() {
        return first;
    }

    @Override
    public ClientContext current() {
        return current;
    }

    @Override
    public Optional<ClientContext> find(String name) {
        return Optional.ofNullable(clients.get(name));
    }

    @Override
    public boolean select(String name) {
        Optional<ClientContext> named = find(name);
        named.ifPresent(client -> current = client);
        return named.isPresent();
    }

    /** Returns all clients, in the order in which they were opened. Any thread may call. */
    @Override
    public List<ClientContext> all() {
        synchronized (clients) {
            return List.copyOf(clients.values());
        }
    }

    /** Returns true if events have the name of their client, because there are or were several. Any thread may call. */
    boolean areLabelled() {
        return labelled;
    }

    /** Returns true if a text can be the name of a client. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * Creates a client without a session, and makes it the current one.
     *
     * @throws FailureException if the name is invalid or taken
     */
    public ClientContext open(String name, ShellSettings settings) throws FailureException {
        if (!isName(name)) {
            throw UsageErrors.error(
                    "\"" + name + "\" is not a name for a client", "letters, digits, _ . and -, such as client bob");
        }
        if (clients.containsKey(name)) {
            throw UsageErrors.error(
                    "there is a client " + name + " already", "another name, or close " + name + " before");
        }
        ClientContext opened = new ClientContext(name, settings, this);
        eventLoop.addClient(name, opened.state());
        clients.put(name, opened);
        labelled = true;
        opened.traceSettings().choose(first.traceSettings().choice());
        current = opened;
        return opened;
    }

    /**
     * Disconnects a client and forgets it. If it is the current one, the first client is the current one afterwards.
     *
     * @return a failure if some sent packets are not known to have reached the server
     */
    public Optional<Failure> close(ClientContext client) {
        Optional<Failure> undelivered = client.disconnect();
        if (client != first) {
            eventLoop.removeClient(client.name());
            clients.remove(client.name());
            current = current == client ? first : current;
        }
        return undelivered;
    }

    /**
     * Disconnects all clients.
     *
     * @return the first failure if some sent packets are not known to have reached the server
     */
    public Optional<Failure> disconnect() {
        List<Failure> undelivered = new ArrayList<>();
        all().forEach(client -> client.disconnect().ifPresent(undelivered::add));
        return undelivered.stream().findFirst();
    }

    /** Waits until all events so far have been processed. */
    public void awaitProcessed() {
        eventLoop.awaitProcessed();
    }

    Display display() {
        return display;
    }

    Clock clock() {
        return clock;
    }

    ValueSources sources() {
        return sources;
    }

    EventFilter filter() {
        return filter;
    }

    EventQueue queue() {
        return queue;
    }

    ContextLoop eventLoop() {
        return eventLoop;
    }

    /** Closes all sessions, shows all remaining events, and stops all threads. */
    @Override
    public void close() throws FailureException {
        disconnect();
        try {
            eventLoop.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        eventLoop.stopRecording();
        eventLoop.traceToDisplay();
    }
}
