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

/** Consumes the event queue on its own thread: it records, remembers and shows each event. */
public final class EventLoop {

    private static final long LOOK_NANOS = 250_000_000L;

    private final EventQueue queue;
    private final Display display;
    private final EventFilter watch;
    private final SessionState ledger;
    private final Runnable onChange;
    private final NoteWriter aside;
    private final Thread lines = Thread.currentThread();
    private final Thread thread;
    private final FileSink recording = new FileSink();
    private final FileSink trace = new FileSink();
    private volatile Optional<Failure> recordFailure = Optional.empty();
    private final AtomicLong rounds = new AtomicLong();
    private volatile boolean stopping;
    private volatile boolean stopped = true;

    /** Writes notes to the display that are not events. */
    @FunctionalInterface
    public interface NoteWriter {
        /** Writes pending notes. Called before each flush of the display, and at least four times a second. */
        void tell(Display display) throws FailureException;
    }

    /** Creates an event loop that writes no notes of its own. */
    EventLoop(EventQueue queue, Display display, EventFilter watch, SessionState ledger, Runnable onChange) {
        this(queue, display, watch, ledger, onChange, nothing -> {});
    }

    /**
     * Creates an event loop; {@link #start} starts it. The calling thread must be the one that runs the lines: the loop
     * interrupts it if the output fails.
     *
     * @param onChange called on the loop's thread after each batch of events has been shown
     */
    public EventLoop(
            EventQueue queue,
            Display display,
            EventFilter watch,
            SessionState ledger,
            Runnable onChange,
            NoteWriter aside) {
        this.queue = queue;
        this.display = display;
        this.watch = watch;
        this.ledger = ledger;
        this.onChange = onChange;
        this.aside = aside;
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
     * Records to a file from now on; empty stops the recording.
     *
     * @throws FailureException if the old or the new file cannot be written
     */
    public void record(Optional<Path> file) throws FailureException {
        change(recording, file.isEmpty() ? Optional.empty() : Optional.of(RecordingFile.recording(file.get())));
    }

    /** Returns the file of the current recording. */
    public Optional<Path> recording() {
        return recording.file();
    }

    /** Returns the failure that ended a recording, if one did. */
    public Optional<Failure> recordFailure() {
        return recordFailure;
    }

    /**
     * Writes the trace to a file from now on; empty sends it to the display again.
     *
     * @throws FailureException if the old or the new file cannot be written
     */
    public void trace(Optional<Path> file) throws FailureException {
        change(trace, file.isEmpty() ? Optional.empty() : Optional.of(RecordingFile.trace(file.get())));
    }

    /** Returns the file that the trace is written to. */
    public Optional<Path> traceFile() {
        return trace.file();
    }

    private void change(FileSink copy, Optional<RecordingFile> next) throws FailureException {
        if (next.isPresent() || copy.file().isPresent()) {
            catchUp();
            copy.to(next);
        }
    }

    /** Waits until all events queued so far have been processed, for example before a file is closed. */
    void catchUp() {
        synchronized (rounds) {
            // The current round may have started before the latest event was queued.
            long enough = rounds.get() + 2;
            try {
                while (rounds.get() < enough && !stopped) {
                    queue.wake();
                    rounds.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void roundIsOver() {
        synchronized (rounds) {
            rounds.incrementAndGet();
            rounds.notifyAll();
        }
    }

    private void run() {
        List<Event> batch = new ArrayList<>();
        try {
            while (true) {
                boolean last = stopping;
                batch.clear();
                queue.drainTo(batch, last ? 0 : LOOK_NANOS);
                follow(batch);
                roundIsOver();
                if (last && batch.isEmpty()) {
                    return;
                }
            }
        } catch (FailureException e) {
            ledger.failed(e);
            lines.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            ledger.crashed(e);
            lines.interrupt();
        } finally {
            // Nothing consumes the queue from now on, so the session must not wait for space in it.
            queue.close();
            stopped = true;
            roundIsOver();
        }
    }

    private void follow(List<Event> batch) throws FailureException {
        Optional<Failure> unrecorded = recording.write(batch);
        if (unrecorded.isPresent()) {
            recordFailure = unrecorded;
            display.showFailure("", unrecorded.get());
        }
        boolean traced = trace.file().isPresent();
        Optional<Failure> untraced = trace.write(batch);
        if (untraced.isPresent()) {
            display.showFailure("", untraced.get());
        }
        ledger.on(batch);
        for (Event event : batch) {
            if (traced && event instanceof TraceEvent) {
                continue;
            }
            display.show(
                    event,
                    !(event instanceof EventReceived received)
                            || watch.wants(received.name().text()));
        }
        aside.tell(display);
        display.flush();
        ledger.shown();
        if (!batch.isEmpty()) {
            onChange.run();
        }
    }
}
