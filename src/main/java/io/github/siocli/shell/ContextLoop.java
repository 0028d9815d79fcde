package io.github.siocli.shell;

import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.output.Display;
import io.github.siocli.secret.Redaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the event loop of a context on a thread of its own, beside the thread that runs lines. It records, remembers and
 * shows each event.
 */
public final class ContextLoop {

    private static final long POLL_NANOS = 250_000_000L;

    private final EventQueue queue;
    private final SessionState state;
    /** The states of the clients with a name. */
    private final Map<String, SessionState> clientStates = new ConcurrentHashMap<>();

    private final StopCondition stopCondition;
    private final Thread lineThread = Thread.currentThread();
    private final Thread thread = new Thread(this::run, "sio-events");
    private final FileSink recording;
    private final FileSink trace;
    private final EventLoop loop;

    private final AtomicLong completedRounds = new AtomicLong();
    private volatile boolean stopping;
    private volatile boolean stopped = true;

    /** Writes notes to the display that are not events. */
    @FunctionalInterface
    public interface NoteWriter {
        /** Writes pending notes. Called before each flush of the display, and at least four times a second. */
        void writeNotes(Display display) throws FailureException;
    }

    /**
     * Shows the events of a context.
     *
     * @param display shows the events
     * @param filter selects the events that are shown
     * @param noteWriter writes notes that are not events
     * @param onChange called on the loop's thread after it has shown a batch of events
     */
    public record Output(Display display, EventFilter filter, NoteWriter noteWriter, Runnable onChange) {}

    /**
     * Creates a loop; {@link #start} starts it. The calling thread must be the one that runs the lines: the loop interrupts
     * it if the output fails or the condition is reached.
     *
     * @param state state of events without the name of a client
     * @param stopCondition ends the lines; the events are processed until {@link #stop} is called
     */
    public ContextLoop(EventQueue queue, SessionState state, StopCondition stopCondition, Output output) {
        this(queue, state, stopCondition, event -> {}, output);
    }

    /**
     * As the other constructor, but with another consumer of the events.
     *
     * @param tap receives each event before it is shown
     */
    ContextLoop(EventQueue queue, SessionState state, StopCondition stopCondition, EventConsumer tap, Output output) {
        this.queue = queue;
        this.state = state;
        this.stopCondition = stopCondition;
        this.recording = new FileSink(output.display());
        this.trace = new FileSink(output.display());
        this.loop = new EventLoop(queue, List.of(recording, trace, tap, this::process, new Presenter(output)));
        thread.setDaemon(true);
    }

    /** Adds the state of a client, which processes the events with its name from now on. */
    void addClient(String name, SessionState clientState) {
        clientStates.put(name, clientState);
    }

    /** Removes the state of a client after all events queued so far have been processed. */
    void removeClient(String name) {
        awaitProcessed();
        clientStates.remove(name);
    }

    private void process(Event event) {
        if (event.client().isEmpty()) {
            state.process(event);
            return;
        }
        SessionState clientState = clientStates.get(event.client());
        if (clientState != null) {
            clientState.process(event.withoutClient());
        }
    }

    private void forEachState(Consumer<SessionState> action) {
        action.accept(state);
        clientStates.values().forEach(action);
    }

    /** Starts the thread. */
    public void start() {
        stopped = false;
        thread.start();
    }

    /** Processes all queued events, and stops. */
    public void stop() throws InterruptedException {
        stopping = true;
        queue.wake();
        thread.join();
    }

    /**
     * Records to a file from now on.
     *
     * @param redaction the members of payloads that are masked
     * @throws FailureException if the old or the new file cannot be written
     */
    public void record(Path file, Redaction redaction) throws FailureException {
        changeFile(recording, RecordingFile.recording(file, redaction));
    }

    /**
     * Stops the recording, if there is one.
     *
     * @throws FailureException if the file could not be written completely
     */
    public void stopRecording() throws FailureException {
        changeFile(recording, null);
    }

    /** Returns the file of the current recording. */
    public Optional<Path> recording() {
        return recording.file();
    }

    /** Returns the failure that ended a recording, if one did. */
    Optional<Failure> recordFailure() {
        return recording.failure();
    }

    /**
     * Writes the trace to a file from now on.
     *
     * @param redaction the members of payloads that are masked
     * @throws FailureException if the old or the new file cannot be written
     */
    void traceTo(Path file, Redaction redaction) throws FailureException {
        changeFile(trace, RecordingFile.trace(file, redaction));
    }

    /**
     * Sends the trace to the display from now on.
     *
     * @throws FailureException if the old file could not be written completely
     */
    void traceToDisplay() throws FailureException {
        changeFile(trace, null);
    }

    /** Returns the file that the trace is written to. */
    Optional<Path> traceFile() {
        return trace.file();
    }

    /**
     * Closes the file of a sink.
     *
     * @param next the file that follows; null for none
     */
    private void changeFile(FileSink sink, @Nullable RecordingFile next) throws FailureException {
        if (next != null || sink.file().isPresent()) {
            awaitProcessed();
            sink.switchTo(next);
        }
    }

    /** Waits until all events queued so far have been processed, for example before a file is closed. */
    void awaitProcessed() {
        synchronized (completedRounds) {
            // The current round may have started before the latest event was queued.
            long target = completedRounds.get() + 2;
            try {
                while (completedRounds.get() < target && !stopped) {
                    queue.wake();
                    completedRounds.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void completeRound() {
        synchronized (completedRounds) {
            completedRounds.incrementAndGet();
            completedRounds.notifyAll();
        }
    }

    private void run() {
        try {
            runUntilStopped();
        } catch (FailureException e) {
            forEachState(failed -> failed.failOutput(e));
            lineThread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            forEachState(failed -> failed.crashThread(e));
            lineThread.interrupt();
        } finally {
            // Nothing consumes the queue from now on, so the session must not wait for space in it.
            queue.close();
            stopped = true;
            completeRound();
        }
    }

    private void runUntilStopped() throws FailureException, InterruptedException {
        boolean isReached = false;
        while (true) {
            boolean isLastRound = stopping;
            long nanos = isReached ? POLL_NANOS : Math.min(POLL_NANOS, stopCondition.nanosUntilChange());
            boolean hadEvents = loop.runOnce(isLastRound ? 0 : nanos);
            completeRound();
            if (isLastRound && !hadEvents) {
                return;
            }
            if (!isReached && stopCondition.isReached()) {
                isReached = true;
                lineThread.interrupt();
            }
        }
    }

    /** Shows the events. It is the last consumer: when it has flushed the display, a batch is finished. */
    private final class Presenter implements EventConsumer {

        private final Output output;
        private boolean hasShown;

        private Presenter(Output output) {
            this.output = output;
        }

        @Override
        public void process(Event event) throws FailureException {
            hasShown = true;
            if (event.withoutClient() instanceof TraceEvent && trace.file().isPresent()) {
                return;
            }
            output.display()
                    .show(
                            event,
                            !(event.withoutClient() instanceof EventReceived received)
                                    || output.filter().passes(received));
        }

        @Override
        public void endBatch() throws FailureException {
            output.noteWriter().writeNotes(output.display());
            output.display().flush();
            forEachState(SessionState::markShown);
            if (hasShown) {
                hasShown = false;
                output.onChange().run();
            }
        }
    }
}
