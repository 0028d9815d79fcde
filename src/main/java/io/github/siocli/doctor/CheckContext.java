package io.github.siocli.doctor;

import io.github.siocli.client.engine.ServerRoute;
import io.github.siocli.client.option.ConnectOptions;
import io.github.siocli.concurrent.DaemonThreads;
import io.github.siocli.event.FailureException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;

/** Everything that checks share: how to connect, the settings, and the facts so far. Any thread may call. */
public final class CheckContext implements AutoCloseable {

    private final ConnectOptions options;
    private final DoctorSettings settings;
    private final Clock clock;
    private final ServerRoute route;
    private final Secrets secrets;
    private final RequestLimit requests;
    private final Facts facts = new Facts();
    private final Measurements measurements = new Measurements();
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = DaemonThreads.unlimited("sio-check");
    private final ScheduledExecutorService scheduler = DaemonThreads.scheduler();

    /**
     * Creates the context of one run.
     *
     * @throws FailureException if the options cannot work, for example if a certificate file cannot be read
     */
    public CheckContext(ConnectOptions options, DoctorSettings settings, Clock clock) throws FailureException {
        this(options, settings, clock, new Secrets(options), RequestLimit.of(settings));
    }

    private CheckContext(
            ConnectOptions options, DoctorSettings settings, Clock clock, Secrets secrets, RequestLimit requests)
            throws FailureException {
        this.options = options;
        this.settings = settings;
        this.clock = clock;
        this.route = new ServerRoute(options, clock);
        this.secrets = secrets;
        this.requests = requests;
    }

    /**
     * Returns a context for the target of a redirect, with the same secrets and the same counter of requests.
     *
     * @param target how to connect to the target; it must contain no credentials
     * @throws FailureException if the options cannot work
     */
    public CheckContext at(ConnectOptions target) throws FailureException {
        return new CheckContext(target, settings, clock, secrets, requests);
    }

    /** Returns how to connect. */
    public ConnectOptions options() {
        return options;
    }

    /** Returns the engine path with a slash at its end, as the JavaScript client requests it. */
    public String enginePath() {
        String given = options.endpoint().enginePath();
        return given.endsWith("/") ? given : given + "/";
    }

    /** Returns the settings of the checks. */
    public DoctorSettings settings() {
        return settings;
    }

    /** Returns the clock. */
    public Clock clock() {
        return clock;
    }

    /** Returns the facts so far. */
    public Facts facts() {
        return facts;
    }

    /** Returns the values that were measured so far. */
    public Measurements measurements() {
        return measurements;
    }

    /** Returns the route to the server. */
    public ServerRoute route() {
        return route;
    }

    /** Returns the secrets that no result may contain. */
    public Secrets secrets() {
        return secrets;
    }

    /** Returns the counter of the requests, which must count every request to the server. */
    public RequestLimit requests() {
        return requests;
    }

    /** Returns the time for one step of a check. */
    public Duration timeout() {
        return options.network().connectTimeout();
    }

    /** Returns an executor that runs each task at once. */
    public ExecutorService threads() {
        return threads;
    }

    /** Records the session of a handshake over polling; returns false if an earlier response started the same one. */
    boolean addSession(String sid) {
        return sessions.add(sid);
    }

    /**
     * Runs tasks side by side, and returns their results in the order of the tasks.
     *
     * @throws InterruptedException if the thread is interrupted; the tasks are interrupted then
     */
    public <T> List<T> runAll(List<Callable<T>> tasks) throws InterruptedException {
        List<T> results = new ArrayList<>();
        for (Future<T> done : threads.invokeAll(tasks)) {
            results.add(result(done));
        }
        return results;
    }

    /** Waits for the result of a task; an unchecked exception of the task is thrown as it is. */
    public static <T> T result(Future<T> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Returns a scheduler for short tasks. */
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** Creates a client with connections and cookies of its own. */
    public ProbeClient newClient() {
        return new ProbeClient(this);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        scheduler.shutdownNow();
    }
}
