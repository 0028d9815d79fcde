package io.github.siocli.shell.server;

import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way of events from the event loop to the thread that shows them. Who tells never waits: what there is no room for is
 * counted. Any thread may call.
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

    /** Tells an event, where there is room for it. */
    void tell(Event event) {
        if (!queue.offer(event, false)) {
            lost.incrementAndGet();
        }
    }

    /** Tells an event that somebody waits for. */
    void tellAnyway(Event event) {
        queue.offer(event, true);
    }

    /** Tells people what went wrong. */
    void complain(String what) {
        if (complaining.incrementAndGet() > MOST_COMPLAINTS) {
            complaining.decrementAndGet();
            lost.incrementAndGet();
            return;
        }
        complaints.add(what);
        queue.wake();
    }

    /** Says what went wrong since the last call, and how many events there was no room for. */
    void tellAside(Display display) throws FailureException {
        for (String next = complaints.poll(); next != null; next = complaints.poll()) {
            complaining.decrementAndGet();
            display.note(next);
        }
        long untold = lost.getAndSet(0);
        if (untold > 0) {
            display.note(untold + (untold == 1 ? " event was" : " events were")
                    + " not shown: the output is too slow, and clients are not held up for it");
        }
    }
}
