package io.github.siocli.shell;

import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.LifecycleEvent.EventDropped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the state derived from events: namespaces, acknowledgements, statistics, history. Written by the thread that
 * processes events; readers may block until a condition holds.
 */
public final class SessionState {

    private static final Duration NO_TIMEOUT = Duration.ofNanos(Long.MAX_VALUE / 4);

    /** Processes events on the thread that runs the lines while that thread waits: this saves a hand-over. */
    interface EventProcessor {

        /** Returns true if the current thread runs the lines. */
        boolean isOnLineThread();

        /** Processes the queued events; if there are none, waits for the first or for {@link #wakeLineThread}. */
        void processEvents(long nanos) throws InterruptedException;

        /** Makes a waiting {@link #processEvents} return at once, or the next call if none waits. */
        void wakeLineThread();
    }

    /** No thread processes events while it waits. */
    private static final EventProcessor NO_PROCESSOR = new EventProcessor() {
        @Override
        public boolean isOnLineThread() {
            return false;
        }

        @Override
        public void processEvents(long nanos) {
            throw new IllegalStateException("no thread runs lines");
        }

        @Override
        public void wakeLineThread() {}
    };

    /** Access to the state while its lock is held. */
    public final class View {

        private View() {}

        NamespaceStates namespaces() {
            return namespaces;
        }

        /** Returns the pending acknowledgements. */
        public PendingAcks acks() {
            return acks;
        }

        /** Returns the statistics of events by name. */
        public EventStats eventStats() {
            return eventStats;
        }

        /** Returns the latest events. */
        public EventHistory history() {
            return history;
        }

        /** Returns the number of submitted events that were neither sent nor dropped. */
        long unsentCount() {
            return submitted - settled;
        }

        /** Returns the number of submitted events that will not be sent, over all sessions. */
        long droppedCount() {
            return dropped;
        }

        void countSubmitted() {
            submitted++;
        }
    }

    private final NamespaceStates namespaces = new NamespaceStates();
    private final PendingAcks acks = new PendingAcks();
    private final EventStats eventStats = new EventStats();
    private final EventHistory history = new EventHistory();
    private final View view = new View();
    private final LongSupplier nanoTime;
    private volatile EventProcessor processor = NO_PROCESSOR;

    private boolean isConnected;
    /** Time when the latest connection ended, or when this object was created; has no meaning while connected. */
    private long disconnectedNanos;

    private long processed;
    private long shown;
    private long submitted;
    private long settled;
    private long dropped;
    /** Failure of the output; null if it works. */
    private @Nullable FailureException failure;
    /** Programming error that ended the event thread; null if it runs. */
    private @Nullable Throwable crash;

    public SessionState() {
        this(System::nanoTime);
    }

    /**
     * Creates a state without a connection.
     *
     * @param nanoTime clock with the meaning of {@link System#nanoTime}
     */
    SessionState(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.disconnectedNanos = nanoTime.getAsLong();
    }

    /** Lets the thread that runs the lines process events while it waits. */
    void processEventsWith(EventProcessor eventProcessor) {
        this.processor = eventProcessor;
    }

    /** Wakes the waiting threads, which look at the state again. */
    private void notifyWaiters() {
        notifyAll();
        if (!processor.isOnLineThread()) {
            processor.wakeLineThread();
        }
    }

    /**
     * Resets the state for a new session; packets in flight of the previous session are forgotten.
     */
    synchronized void startSession(NamespaceStates.Request request) {
        namespaces.startSession(request);
        trackConnection();
        acks.clear();
        submitted = 0;
        settled = 0;
    }

    /** Notes that the user closed the session; unsent events count as dropped. */
    synchronized void endSession() {
        dropped += Math.max(0, submitted - settled);
        namespaces.endSession();
        trackConnection();
        acks.clear();
        submitted = 0;
        settled = 0;
        notifyWaiters();
    }

    /**
     * Processes an event that is about to be shown. Readers see it from now on, because a reader of the output may react
     * at once; waiting threads continue only after {@link #markShown}.
     */
    synchronized void process(Event event) {
        processed++;
        namespaces.handle(event);
        acks.handle(event);
        eventStats.count(event);
        history.add(event);
        if (event instanceof EventSent) {
            settled++;
        } else if (event instanceof EventDropped) {
            settled++;
            dropped++;
        }
        trackConnection();
    }

    private void trackConnection() {
        boolean wasConnected = isConnected;
        isConnected = namespaces.connectionState() == ConnectionState.CONNECTED;
        if (wasConnected && !isConnected) {
            disconnectedNanos = nanoTime.getAsLong();
        }
    }

    /** Returns how long there has been no connection; empty if there is one. */
    synchronized Optional<Duration> timeWithoutConnection() {
        return isConnected ? Optional.empty() : Optional.of(Duration.ofNanos(nanoTime.getAsLong() - disconnectedNanos));
    }

    /** Marks all processed events as shown. */
    synchronized void markShown() {
        shown = processed;
        notifyWaiters();
    }

    /** Notes that the output has failed; waiting threads throw the failure. */
    synchronized void failOutput(FailureException cause) {
        failure = cause;
        notifyWaiters();
    }

    /** Notes that the event thread has failed with a programming error; waiting threads throw it. */
    synchronized void crashThread(Throwable cause) {
        crash = cause;
        notifyWaiters();
    }

    /** Evaluates a function of the current state. */
    public synchronized <T> T read(Function<View, T> condition) {
        return condition.apply(view);
    }

    /** Updates the state for an action of this side, and wakes waiting threads. */
    public synchronized void update(Consumer<View> action) {
        action.accept(view);
        trackConnection();
        notifyWaiters();
    }

    /**
     * Waits without a timeout until a condition yields a result and the event loop has shown the events that led to it.
     *
     * @throws FailureException if the output has failed
     */
    public <T> T await(Function<View, Optional<T>> condition) throws FailureException, InterruptedException {
        return await(NO_TIMEOUT, condition).orElseThrow();
    }

    /**
     * Waits until a condition yields a result and the event loop has shown the events that led to it. The thread that runs
     * the lines processes events meanwhile.
     *
     * @param timeout timeout of the condition
     * @return the result; empty if the timeout expired
     * @throws FailureException if the output has failed
     */
    public <T> Optional<T> await(Duration timeout, Function<View, Optional<T>> condition)
            throws FailureException, InterruptedException {
        long deadline = nanoTime.getAsLong() + timeout.toNanos();
        while (true) {
            boolean isOnLineThread = processor.isOnLineThread();
            long remaining;
            synchronized (this) {
                checkOutput();
                Optional<T> result = condition.apply(view);
                remaining = deadline - nanoTime.getAsLong();
                if (result.isPresent()) {
                    awaitShown(processed);
                    return result;
                }
                if (remaining <= 0) {
                    return result;
                }
                if (!isOnLineThread) {
                    // Rounded up, because wait(0) waits without a timeout.
                    wait(remaining / 1_000_000 + 1);
                }
            }
            if (isOnLineThread) {
                processor.processEvents(remaining);
            }
        }
    }

    private void awaitShown(long eventCount) throws FailureException, InterruptedException {
        while (shown < eventCount) {
            checkOutput();
            wait();
        }
    }

    /**
     * Checks that the event thread still runs.
     *
     * @throws FailureException if the output has failed
     */
    public synchronized void checkOutput() throws FailureException {
        if (failure != null) {
            throw failure;
        }
        if (crash instanceof Error error) {
            throw error;
        }
        if (crash != null) {
            throw (RuntimeException) crash;
        }
    }
}
