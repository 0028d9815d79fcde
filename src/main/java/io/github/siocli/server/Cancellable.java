package io.github.siocli.server;

/** A scheduled task. */
@FunctionalInterface
public interface Cancellable {

    /** No task. */
    Cancellable NONE = () -> {};

    /** Cancels the task. Does nothing if it has run. */
    void cancel();
}
