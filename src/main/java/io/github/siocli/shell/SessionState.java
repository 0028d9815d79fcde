package io.github.siocli.shell;

import io.github.siocli.client.option.ConnectOptions.Reconnect;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent.EventDropped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * State that is derived from the events of a context. Written by the event thread; readers may block until a
 * predicate holds.
 */
public final class SessionState {

    private static final long FAR = Long.MAX_VALUE / 4;

    /** Access to the state while no other thread changes it. */
    public final class View {

        private View() {}

        NamespaceStates links() {
            return links;
        }

        /** Returns the pending acknowledgements. */
        public PendingAcks answers() {
            return answers;
        }

        /** Returns the statistics of event names. */
        public EventStats traffic() {
            return traffic;
        }

        /** Returns the latest events. */
        public EventHistory backlog() {
            return backlog;
        }

        /** Returns the number of emitted events that are neither sent nor dropped. */
        long unsent() {
            return submitted - settled;
        }

        /** Returns the number of dropped events of all sessions. */
        long dropped() {
            return dropped;
        }

        void submitted() {
            submitted++;
        }
    }

    private final NamespaceStates links = new NamespaceStates();
    private final PendingAcks answers = new PendingAcks();
    private final EventStats traffic = new EventStats();
    private final EventHistory backlog = new EventHistory();
    private final View view = new View();
    private long entered;
    private long shown;
    private long submitted;
    private long settled;
    private long dropped;
    private Optional<FailureException> fault = Optional.empty();
    private Optional<Throwable> crash = Optional.empty();

    /** Resets the state for a new session. */
    synchronized void begin(List<String> namespaces, Reconnect how) {
        links.begin(namespaces, how);
        answers.restart();
        submitted = 0;
        settled = 0;
    }

    /** The session was closed on request; events that are not sent never will be. */
    synchronized void end() {
        dropped += Math.max(0, submitted - settled);
        links.end();
        answers.restart();
        submitted = 0;
        settled = 0;
        notifyAll();
    }

    /**
     * Adds events that are about to be shown. Readers see them at once, because a reader of the output may ask at
     * once; waiting threads continue after {@linkplain #shown}.
     */
    synchronized void on(List<Event> events) {
        entered++;
        for (Event event : events) {
            links.on(event);
            answers.on(event);
            traffic.on(event);
            backlog.on(event);
            if (event instanceof EventSent) {
                settled++;
            } else if (event instanceof EventDropped) {
                settled++;
                dropped++;
            }
        }
        notifyAll();
    }

    /** All added events have been shown. */
    synchronized void shown() {
        shown = entered;
        notifyAll();
    }

    /** The output failed; waiting threads receive the failure. */
    synchronized void failed(FailureException why) {
        fault = Optional.of(why);
        notifyAll();
    }

    /** The event thread crashed; waiting threads receive the exception. */
    synchronized void crashed(Throwable why) {
        crash = Optional.of(why);
        notifyAll();
    }

    /** Reads from the state. */
    public synchronized <T> T read(Function<View, T> question) {
        return question.apply(view);
    }

    /** Changes the state for our own actions. */
    public synchronized void enter(Consumer<View> deed) {
        deed.accept(view);
        notifyAll();
    }

    /**
     * Waits until a query has a result and the events that it depends on have been shown.
     *
     * @param limit maximum wait
     * @return the result, or empty after the limit
     * @throws FailureException if the output failed
     */
    public synchronized <T> Optional<T> await(Optional<Duration> limit, Function<View, Optional<T>> question)
            throws FailureException, InterruptedException {
        long deadline = System.nanoTime() + limit.map(Duration::toNanos).orElse(FAR);
        while (true) {
            check();
            Optional<T> answer = question.apply(view);
            long left = deadline - System.nanoTime();
            if (answer.isPresent()) {
                awaitShown(entered);
                return answer;
            }
            if (left <= 0) {
                return answer;
            }
            // Rounded up, because a wait of 0 ms has no end.
            wait(left / 1_000_000 + 1);
        }
    }

    private void awaitShown(long batch) throws FailureException, InterruptedException {
        while (shown < batch) {
            check();
            wait();
        }
    }

    /**
     * Checks that the output still works.
     *
     * @throws FailureException if the output failed
     */
    public synchronized void check() throws FailureException {
        if (fault.isPresent()) {
            throw fault.get();
        }
        if (crash.isPresent() && crash.get() instanceof Error error) {
            throw error;
        }
        if (crash.isPresent()) {
            throw (RuntimeException) crash.get();
        }
    }
}
