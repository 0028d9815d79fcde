package io.github.siocli.shell;

import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.output.Display;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Consumes the event queue on its own thread: it records, remembers and shows each event. */
public final class EventLoop {

    private static final long POLL_NANOS = 250_000_000L;

    private final EventQueue queue;
    private final Display display;
    private final EventFilter filter;
    private final SessionState state;
    private final Runnable onChange;
    private final NoteWriter noteWriter;
    private final Thread lineThread = Thread.currentThread();
    private final Thread thread;
    private final FileSink recording = new FileSink();
    private final FileSink trace = new FileSink();
    /** Failure that ended the latest failed recording; null if none failed. */
    private volatile @Nullable Failure recordFailure;

    private final AtomicLong completedRounds = new AtomicLong();
    private volatile boolean stopping;
    private volatile boolean stopped = true;

    /** Writes notes to the display that are not events. */
    @FunctionalInterface
    public interface NoteWriter {
        /** Writes pending notes. Called before each flush of the display, and at least four times a second. */
        void writeNotes(Display display) throws FailureException;
    }

    /** Creates an event loop that writes no notes of its own. */
    EventLoop(EventQueue queue, Display display, EventFilter filter, SessionState state, Runnable onChange) {
        this(queue, display, filter, state, onChange, nothing -> {});
    }

    /**
     * Creates an event loop; {@link #start} starts it. The calling thread must be the one that runs the lines: the loop
     * interrupts it if the output fails.
     *
     * @param onChange called on the loop's thread after it has shown a batch of events
     */
    public EventLoop(
            EventQueue queue,
            Display display,
            EventFilter filter,
            SessionState state,
            Runnable onChange,
            NoteWriter noteWriter) {
        this.queue = queue;
        this.display = display;
        this.filter = filter;
        this.state = state;
        this.onChange = onChange;
        this.noteWriter = noteWriter;
        this.thread = new Thread(this::run, "sio-follower");
        thread.setDaemon(true);
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
     * @throws FailureException if the old or the new file cannot be written
     */
    public void record(Path file) throws FailureException {
        changeFile(recording, RecordingFile.recording(file));
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
        return Optional.ofNullable(recordFailure);
    }

    /**
     * Writes the trace to a file from now on.
     *
     * @throws FailureException if the old or the new file cannot be written
     */
    void traceTo(Path file) throws FailureException {
        changeFile(trace, RecordingFile.trace(file));
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
        List<Event> batch = new ArrayList<>();
        try {
            while (true) {
                boolean isLastRound = stopping;
                batch.clear();
                queue.drainTo(batch, isLastRound ? 0 : POLL_NANOS);
                process(batch);
                completeRound();
                if (isLastRound && batch.isEmpty()) {
                    return;
                }
            }
        } catch (FailureException e) {
            state.failOutput(e);
            lineThread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            state.crashThread(e);
            lineThread.interrupt();
        } finally {
            // Nothing consumes the queue from now on, so the session must not wait for space in it.
            queue.close();
            stopped = true;
            completeRound();
        }
    }

    private void process(List<Event> batch) throws FailureException {
        Optional<Failure> newRecordFailure = recording.write(batch);
        if (newRecordFailure.isPresent()) {
            recordFailure = newRecordFailure.get();
            display.showFailure("", newRecordFailure.get());
        }
        boolean isTraceInFile = trace.file().isPresent();
        Optional<Failure> traceFailure = trace.write(batch);
        if (traceFailure.isPresent()) {
            display.showFailure("", traceFailure.get());
        }
        state.process(batch);
        for (Event event : batch) {
            if (isTraceInFile && event instanceof TraceEvent) {
                continue;
            }
            display.show(event, !(event instanceof EventReceived received) || filter.passes(received));
        }
        noteWriter.writeNotes(display);
        display.flush();
        state.markShown();
        if (!batch.isEmpty()) {
            onChange.run();
        }
    }
}
