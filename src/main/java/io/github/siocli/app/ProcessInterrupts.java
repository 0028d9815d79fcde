package io.github.siocli.app;

import io.github.siocli.output.Interrupts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Interrupts the program on a signal that ends the process, and on an uncaught exception of any thread. In both cases the
 * program has a few seconds to end by itself.
 */
final class ProcessInterrupts implements Interrupts, Thread.UncaughtExceptionHandler {

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Runnable NO_ACTION = () -> {};

    private final AtomicReference<Runnable> action = new AtomicReference<>(NO_ACTION);
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicReference<Throwable> fault = new AtomicReference<>();
    private final AtomicBoolean faultTaken = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Consumer<Throwable> reporter;
    private final Consumer<Throwable> abort;
    private final Duration grace;

    /**
     * @param reporter reports an uncaught exception that the program does not report itself
     * @param abort reports an uncaught exception and ends the process; called if the program does not end after it
     */
    ProcessInterrupts(Consumer<Throwable> reporter, Consumer<Throwable> abort) {
        this(reporter, abort, GRACE);
    }

    /**
     * @param grace time for the program to end
     */
    ProcessInterrupts(Consumer<Throwable> reporter, Consumer<Throwable> abort, Duration grace) {
        this.reporter = reporter;
        this.abort = abort;
        this.grace = grace;
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
    public Optional<Throwable> uncaughtException() {
        Optional<Throwable> first = Optional.ofNullable(fault.get());
        if (first.isPresent()) {
            faultTaken.set(true);
        }
        return first;
    }

    /**
     * Records that the program has run to its end. Reports an exception that came too late for the program to report it.
     *
     * @return true if a signal is ending the process already
     */
    boolean finish() {
        finished.countDown();
        reportIfLate();
        return ending.get();
    }

    private void reportIfLate() {
        if (fault.get() != null && faultTaken.compareAndSet(false, true)) {
            reporter.accept(fault.get());
        }
    }

    /** Interrupts the program, which reports the first exception when it ends; reports every other one at once. */
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (finished.getCount() == 0 || !fault.compareAndSet(null, thrown)) {
            reporter.accept(thrown);
            return;
        }
        if (finished.getCount() == 0) {
            // The program has ended since the first look, and did not see the exception.
            reportIfLate();
            return;
        }
        Thread leaving = new Thread(this::leave, "sio-fault");
        leaving.setDaemon(true);
        leaving.start();
    }

    private void leave() {
        try {
            action.get().run();
        } finally {
            if (!awaitEnd()) {
                faultTaken.set(true);
                finished.countDown();
                abort.accept(fault.get());
            }
        }
    }

    private void shutDown() {
        if (finished.getCount() == 0) {
            return;
        }
        ending.set(true);
        Runnable latest = action.get();
        if (latest != NO_ACTION) {
            latest.run();
            awaitEnd();
        }
    }

    private boolean awaitEnd() {
        try {
            return finished.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
