package io.github.siocli.app;

import io.github.siocli.event.Failure;
import io.github.siocli.output.Interrupts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Turns the signals that end a process, and an exception that nobody caught on one of its threads, into a call, and gives
 * the program a moment to leave cleanly.
 */
final class ProcessInterrupts implements Interrupts, Thread.UncaughtExceptionHandler {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Runnable NOTHING = () -> {};

    private final AtomicReference<Runnable> action = new AtomicReference<>(NOTHING);
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicReference<Throwable> fault = new AtomicReference<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Consumer<Failure> abort;
    private final Duration patience;

    /**
     * @param abort ends the process with a failure; called when the program does not leave by itself after a fault
     */
    ProcessInterrupts(Consumer<Failure> abort) {
        this(abort, PATIENCE);
    }

    /**
     * @param patience time that the program has to leave
     */
    ProcessInterrupts(Consumer<Failure> abort, Duration patience) {
        this.abort = abort;
        this.patience = patience;
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "sio-interrupt"));
    }

    @Override
    public void onInterrupt(Runnable newAction) {
        action.set(newAction);
        if (fault.get() != null) {
            newAction.run();
        }
    }

    @Override
    public Optional<Throwable> fault() {
        return Optional.ofNullable(fault.get());
    }

    /** The program has run to its end; true where the process is ending anyway. */
    boolean finished() {
        finished.countDown();
        return ending.get();
    }

    /** Interrupts the program, which tells the fault when it ends. The first fault of a process counts. */
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (isExpected(thrown) || finished.getCount() == 0 || !fault.compareAndSet(null, thrown)) {
            return;
        }
        Thread leaving = new Thread(this::leave, "sio-fault");
        leaving.setDaemon(true);
        leaving.start();
    }

    private void leave() {
        action.get().run();
        if (!awaitEnd()) {
            finished.countDown();
            abort.accept(Failure.ofFault(fault.get()));
        }
    }

    /**
     * Returns true if the client library threw it because its connection had just closed. It does so on its own thread, and
     * the end of the connection is an event of its own.
     */
    private static boolean isExpected(Throwable thrown) {
        return thrown.getClass() == RuntimeException.class && "Transport not open".equals(thrown.getMessage());
    }

    private void shutDown() {
        if (finished.getCount() == 0) {
            return;
        }
        ending.set(true);
        Runnable latest = action.get();
        if (latest != NOTHING) {
            latest.run();
            awaitEnd();
        }
    }

    private boolean awaitEnd() {
        try {
            return finished.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
