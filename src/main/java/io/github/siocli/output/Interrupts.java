package io.github.siocli.output;

import java.util.Optional;

/** Tells of Ctrl-C, of a request to terminate, and of an exception that nobody caught on some thread. */
public interface Interrupts {

    /** Nobody interrupts. */
    Interrupts NONE = action -> {};

    /** Has the action called, on a thread of its own, when the process is asked to end. The latest action counts. */
    void onInterrupt(Runnable action);

    /** The exception or error that ended a thread of this process, if that was the reason to interrupt. */
    default Optional<Throwable> fault() {
        return Optional.empty();
    }
}
