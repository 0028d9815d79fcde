package io.github.siocli.shell;

import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;

/** Receives events from an {@link EventLoop}, on its thread. */
@FunctionalInterface
public interface EventConsumer {

    /**
     * Processes an event.
     *
     * @throws FailureException if the output cannot be written, which ends the loop
     */
    void process(Event event) throws FailureException, InterruptedException;

    /**
     * Called after the events that were queued together, and after a time without events.
     *
     * @throws FailureException if the output cannot be written, which ends the loop
     */
    default void endBatch() throws FailureException {}
}
