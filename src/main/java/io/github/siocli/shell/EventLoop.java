package io.github.siocli.shell;

import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.EventReceived;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.TraceEvent;
import io.github.siocli.output.Display;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Takes what happens out of the queue, on a thread of its own: records it, enters it in the ledger, and shows it. */
public final class EventLoop {

    private static final long LOOK_NANOS = 250_000_000L;

    private final EventQueue queue;
    private final Display display;
    private final EventFilter watch;
    private final SessionState ledger;
    private final Runnable onChange;
    private final NoteWriter aside;
    private final Thread lines = Thread.currentThread();
    private final Thread thread = new Thread(this::run, "sio-follower");
    private final FileSink recording = new FileSink();
    private final FileSink trace = new FileSink();
    private volatile Optional<Failure> recordFailure = Optional.empty();
    private final AtomicLong rounds = new AtomicLong();
    private volatile boolean stopping;
    private volatile boolean stopped = true;

    /** What is said to people beside the events. */
    @FunctionalInterface
    public interface NoteWriter {
        /** Says it; called before all that has been shown is written, and at least a few times a second. */
        void tell(Display display) throws FailureException;
    }

    /** A follower that says nothing beside the events. */
    EventLoop(EventQueue queue, Display display, EventFilter watch, SessionState ledger, Runnable onChange) {
        this(queue, display, watch, ledger, onChange, nothing -> {});
    }

    /**
     * A follower that has not begun. The thread that makes it is the one that runs the lines, and is interrupted where
     * nothing more can be shown.
     *
     * @param onChange called after each batch of events has been entered, on the follower's thread
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
        thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        stopped = false;
        thread.start();
    }

    /** Follows what has happened so far to its end, and stops. */
    public void stop() throws InterruptedException {
        stopping = true;
        queue.wake();
        thread.join();
    }

    /**
     * Records to a file from now on, or no more.
     *
     * @throws FailureException where a file cannot be written
     */
    public void record(Optional<Path> file) throws FailureException {
        change(recording, file.isEmpty() ? Optional.empty() : Optional.of(RecordingFile.recording(file.get())));
    }

    /** The file that is recorded to. */
    public Optional<Path> recording() {
        return recording.file();
    }

    /** Why a recording broke off. */
    public Optional<Failure> recordFailure() {
        return recordFailure;
    }

    /**
     * Writes what passes on the wire to a file from now on, or has it shown.
     *
     * @throws FailureException where a file cannot be written
     */
    public void trace(Optional<Path> file) throws FailureException {
        change(trace, file.isEmpty() ? Optional.empty() : Optional.of(RecordingFile.trace(file.get())));
    }

    /** The file that what passes on the wire is written to. */
    public Optional<Path> traceFile() {
        return trace.file();
    }

    private void change(FileSink copy, Optional<RecordingFile> next) throws FailureException {
        if (next.isPresent() || copy.file().isPresent()) {
            catchUp();
            copy.to(next);
        }
    }

    /** Waits until what has happened so far has been followed, as before a file is closed. */
    void catchUp() {
        synchronized (rounds) {
            // The round under way may have begun before.
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
            // Nobody takes events out any more, and the session must not wait for room.
            queue.close();
            stopped = true;
            roundIsOver();
        }
    }

    private void follow(List<Event> batch) throws FailureException {
        Optional<Failure> unrecorded = recording.write(batch);
        if (unrecorded.isPresent()) {
            recordFailure = unrecorded;
            display.failure("", unrecorded.get());
        }
        boolean traced = trace.file().isPresent();
        Optional<Failure> untraced = trace.write(batch);
        if (untraced.isPresent()) {
            display.failure("", untraced.get());
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
