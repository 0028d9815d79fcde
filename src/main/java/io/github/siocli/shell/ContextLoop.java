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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the event loop of a context on a thread of its own, beside the thread that runs lines. It records, remembers and
 * shows each event. While the thread that runs lines waits, it processes the events itself.
 */
public final class ContextLoop implements SessionState.EventProcessor {

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
    /** Held while a batch of events is processed, so that the events keep their order. */
    private final ReentrantLock turn = new ReentrantLock();

    private boolean isConditionReached;
    private volatile boolean isStopping;
    private volatile boolean hasFailed;

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
        clientState.processEventsWith(this);
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
        state.processEventsWith(this);
        thread.start();
    }

    /** Processes all queued events, and stops. */
    public void stop() throws InterruptedException {
        isStopping = true;
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

    /** Processes all events queued so far, for example before a file is closed. */
    void awaitProcessed() {
        try {
            processOrFail();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isOnLineThread() {
        return Thread.currentThread() == lineThread;
    }

    @Override
    public void processEvents(long nanos) throws InterruptedException {
        try {
            queue.awaitFirst(Math.min(nanos, nanosUntilChange()));
            processOrFail();
        } catch (InterruptedException e) {
            // This thread may have been woken for events, which it does not take now.
            queue.wake();
            throw e;
        }
    }

    @Override
    public void wakeLineThread() {
        queue.wakeFirst();
    }

    /**
     * Processes the queued events, or ends everything that waits for them if that fails.
     *
     * @return true if there were events and it has not failed
     */
    private boolean processOrFail() throws InterruptedException {
        turn.lock();
        try {
            boolean hadEvents = loop.runOnce(0);
            if (!isConditionReached && stopCondition.isReached()) {
                isConditionReached = true;
                lineThread.interrupt();
            }
            return hadEvents;
        } catch (FailureException e) {
            fail(failed -> failed.failOutput(e));
        } catch (RuntimeException | Error e) {
            fail(failed -> failed.crashThread(e));
        } finally {
            turn.unlock();
        }
        return false;
    }

    private void fail(Consumer<SessionState> failure) {
        hasFailed = true;
        forEachState(failure);
        // Nothing takes events from now on, so the session must not wait for space in the queue.
        queue.close();
        queue.wake();
        if (!isOnLineThread()) {
            lineThread.interrupt();
        }
    }

    private void run() {
        try {
            while (!hasFailed) {
                boolean isLastRound = isStopping;
                queue.awaitEvents(isLastRound ? 0 : nanosUntilChange());
                boolean hadEvents = processOrFail();
                if (isLastRound && !hadEvents) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.close();
        }
    }

    private long nanosUntilChange() {
        turn.lock();
        try {
            return isConditionReached ? POLL_NANOS : Math.min(POLL_NANOS, stopCondition.nanosUntilChange());
        } finally {
            turn.unlock();
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
