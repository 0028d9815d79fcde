package io.github.siocli;

import io.github.siocli.cli.Interrupts;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Turns the signals that end a process into a call, and gives the program a moment to leave cleanly. */
final class ProcessInterrupts implements Interrupts {

    private static final long PATIENCE_SECONDS = 3;

    private final AtomicReference<Runnable> action = new AtomicReference<>(() -> {});
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);

    ProcessInterrupts() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "sio-interrupt"));
    }

    @Override
    public void onInterrupt(Runnable newAction) {
        action.set(newAction);
    }

    /** The program has run to its end; true where the process is ending anyway. */
    boolean finished() {
        finished.countDown();
        return ending.get();
    }

    private void shutDown() {
        if (finished.getCount() == 0) {
            return;
        }
        ending.set(true);
        action.get().run();
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
