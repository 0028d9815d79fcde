package io.github.siocli.shell;

import io.github.siocli.client.option.ConnectOptions.Reconnect;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventDropped;
import io.github.siocli.event.EventSent;
import io.github.siocli.event.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Everything that is remembered of what happened. One thread tells it, others ask, and may wait until they like the
 * answer.
 */
public final class SessionState {

    private static final long FAR = Long.MAX_VALUE / 4;

    /** What can be asked or entered, while nothing else changes. */
    public final class View {

        private View() {}

        NamespaceStates links() {
            return links;
        }

        /** The acknowledgements that are due. */
        public PendingAcks answers() {
            return answers;
        }

        /** The names of the events that went by. */
        public EventStats traffic() {
            return traffic;
        }

        /** The latest events. */
        public EventHistory backlog() {
            return backlog;
        }

        /** Number of events that were handed over and have neither been sent nor dropped. */
        long unsent() {
            return submitted - settled;
        }

        /** Number of events that were handed over and will not be sent, in all sessions. */
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

    /** A session begins; what was on its way in another one is gone. */
    synchronized void begin(List<String> namespaces, Reconnect how) {
        links.begin(namespaces, how);
        answers.restart();
        submitted = 0;
        settled = 0;
    }

    /** The session has ended on request, and what was not sent by then never will be. */
    synchronized void end() {
        dropped += Math.max(0, submitted - settled);
        links.end();
        answers.restart();
        submitted = 0;
        settled = 0;
        notifyAll();
    }

    /**
     * These events happened, and are about to be shown. Who asks knows of them from now on, as somebody who reads the output
     * may ask at once; who waits goes on when they have been {@linkplain #shown shown}.
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

    /** All events that happened so far have been shown. */
    synchronized void shown() {
        shown = entered;
        notifyAll();
    }

    /** Nothing more can be shown or kept, and whoever waits is told why. */
    synchronized void failed(FailureException why) {
        fault = Optional.of(why);
        notifyAll();
    }

    /** The same where the fault is none that a user is told of. */
    synchronized void crashed(Throwable why) {
        crash = Optional.of(why);
        notifyAll();
    }

    /** Asks for something that is known already. */
    public synchronized <T> T read(Function<View, T> question) {
        return question.apply(view);
    }

    /** Enters what we did ourselves. */
    public synchronized void enter(Consumer<View> deed) {
        deed.accept(view);
        notifyAll();
    }

    /**
     * Waits for an answer, and until the events that it comes from have been shown.
     *
     * @param limit how long to wait for the answer
     * @return the answer; empty where it did not come in time
     * @throws FailureException where nothing more will happen as the output failed
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
            // Rounded up: a wait of 0 ms would be one without an end.
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
     * Asks whether things can go on.
     *
     * @throws FailureException where the output failed
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
