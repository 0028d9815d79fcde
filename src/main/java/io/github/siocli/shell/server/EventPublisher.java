package io.github.siocli.shell.server;

import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes events from the server's event loop to the thread that shows them. Never blocks the event loop; events that do
 * not fit are dropped and counted. Any thread may call.
 */
final class EventPublisher {

    private static final int MOST_COMPLAINTS = 100;

    private final EventQueue queue;
    private final AtomicLong lost = new AtomicLong();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicInteger complaining = new AtomicInteger();

    EventPublisher(EventQueue queue) {
        this.queue = queue;
    }

    /** Publishes an event if the queue has room; otherwise counts it as dropped. */
    void tell(Event event) {
        if (!queue.offer(event, false)) {
            lost.incrementAndGet();
        }
    }

    /** Publishes an event that a line waits for, even if the queue is full. */
    void tellAnyway(Event event) {
        queue.offer(event, true);
    }

    /** Publishes a note for the user; if too many notes are pending, counts it as dropped. */
    void complain(String what) {
        if (complaining.incrementAndGet() > MOST_COMPLAINTS) {
            complaining.decrementAndGet();
            lost.incrementAndGet();
            return;
        }
        complaints.add(what);
        queue.wake();
    }

    /** Shows the notes since the last call, and the number of dropped events. */
    void tellAside(Display display) throws FailureException {
        for (String next = complaints.poll(); next != null; next = complaints.poll()) {
            complaining.decrementAndGet();
            display.showNote(next);
        }
        long untold = lost.getAndSet(0);
        if (untold > 0) {
            display.showNote(
                    untold + (untold == 1 ? " event was" : " events were") + " not shown: the output is too slow");
        }
    }
}
