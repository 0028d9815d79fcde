package io.github.siocli.shell;

import io.github.siocli.client.option.ConnectOptions.ReconnectSettings;
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
 * Holds the state derived from events: namespaces, acknowledgements, statistics, history. Written by the event thread;
 * readers may block until a condition holds.
 */
public final class SessionState {

    private static final long FAR = Long.MAX_VALUE / 4;

    /** Access to the state while its lock is held. */
    public final class View {

        private View() {}

        NamespaceStates links() {
            return links;
        }

        /** Returns the pending acknowledgements. */
        public PendingAcks answers() {
            return answers;
        }

        /** Returns the statistics of events by name. */
        public EventStats traffic() {
            return traffic;
        }

        /** Returns the latest events. */
        public EventHistory backlog() {
            return backlog;
        }

        /** Returns the number of submitted events that were neither sent nor dropped. */
        long unsent() {
            return submitted - settled;
        }

        /** Returns the number of submitted events that will not be sent, over all sessions. */
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

    /** Resets the state for a new session; packets in flight of the previous session are forgotten. */
    synchronized void begin(List<String> namespaces, ReconnectSettings how) {
        links.begin(namespaces, how);
        answers.restart();
        submitted = 0;
        settled = 0;
    }

    /** Notes that the user closed the session; unsent events count as dropped. */
    synchronized void end() {
        dropped += Math.max(0, submitted - settled);
        links.end();
        answers.restart();
        submitted = 0;
        settled = 0;
        notifyAll();
    }

    /**
     * Processes events that are about to be shown. Readers see them from now on, because a reader of the output may
     * react at once; waiting threads continue only after the events have been {@linkplain #shown shown}.
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

    /** Notes that all processed events have been shown. */
    synchronized void shown() {
        shown = entered;
        notifyAll();
    }

    /** Notes that the output has failed; waiting threads throw the failure. */
    synchronized void failed(FailureException why) {
        fault = Optional.of(why);
        notifyAll();
    }

    /** Notes that the event thread has failed with a programming error; waiting threads throw it. */
    synchronized void crashed(Throwable why) {
        crash = Optional.of(why);
        notifyAll();
    }

    /** Evaluates a function of the current state. */
    public synchronized <T> T read(Function<View, T> question) {
        return question.apply(view);
    }

    /** Updates the state for an action of this side, and wakes waiting threads. */
    public synchronized void enter(Consumer<View> deed) {
        deed.accept(view);
        notifyAll();
    }

    /**
     * Waits until a condition yields a result and the events that led to it have been shown.
     *
     * @param limit timeout of the condition; empty for none
     * @return the result; empty if the timeout expired
     * @throws FailureException if the output has failed
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
            // Rounded up, because wait(0) waits without a timeout.
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
     * Checks that the event thread still runs.
     *
     * @throws FailureException if the output has failed
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
