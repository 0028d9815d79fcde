package io.github.siocli.output;

import java.util.Optional;

/** Reports interrupts: Ctrl-C, a request to terminate the process, or an uncaught exception on any thread. */
public interface Interrupts {

    /** A source that never interrupts. */
    Interrupts NONE = action -> {};

    /**
     * Sets the action that runs on its own thread when the process is asked to end; it replaces the previous action.
     */
    void onInterrupt(Runnable action);

    /** Returns the uncaught exception or error that caused the interrupt; empty for other interrupts. */
    default Optional<Throwable> uncaughtException() {
        return Optional.empty();
    }
}
