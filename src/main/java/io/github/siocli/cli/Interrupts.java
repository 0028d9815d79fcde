package io.github.siocli.cli;

/** Tells of Ctrl-C and of a request to terminate. */
public interface Interrupts {

    /** Nobody interrupts. */
    Interrupts NONE = action -> {};

    /** Has the action called, on a thread of its own, when the process is asked to end. The latest action counts. */
    void onInterrupt(Runnable action);
}
