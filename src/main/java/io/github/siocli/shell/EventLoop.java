package io.github.siocli.shell;

import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.FailureException;
import java.util.ArrayList;
import java.util.List;

/** Takes events from a queue and hands each of them to consumers, in order. One thread at a time uses it. */
public final class EventLoop {

    private final EventQueue queue;
    private final List<EventConsumer> consumers;
    private final List<Event> batch = new ArrayList<>();

    /**
     * Creates a loop.
     *
     * @param consumers receive each event in this order
     */
    public EventLoop(EventQueue queue, List<EventConsumer> consumers) {
        this.queue = queue;
        this.consumers = List.copyOf(consumers);
    }

    /**
     * Runs on the calling thread until a condition is reached. Events that are already taken from the queue are handed to
     * the consumers first.
     *
     * @throws FailureException if a consumer cannot write its output
     */
    public void runUntil(StopCondition condition) throws FailureException, InterruptedException {
        while (!condition.isReached()) {
            runOnce(condition.nanosUntilChange());
        }
    }

    /**
     * Processes the queued events, and waits for the first if there are none.
     *
     * @param nanos longest time to wait, in nanoseconds
     * @return false if there were none
     * @throws FailureException if a consumer cannot write its output
     */
    boolean runOnce(long nanos) throws FailureException, InterruptedException {
        batch.clear();
        queue.drainTo(batch, nanos);
        for (Event event : batch) {
            for (EventConsumer consumer : consumers) {
                consumer.process(event);
            }
        }
        for (EventConsumer consumer : consumers) {
            consumer.endBatch();
        }
        return !batch.isEmpty();
    }
}
