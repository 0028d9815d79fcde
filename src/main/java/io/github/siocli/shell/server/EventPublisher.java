package io.github.siocli.shell.server;

import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventQueue;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Display;
import io.github.siocli.render.Decimals;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes events from the server's event loop to the thread that shows them. Never blocks the event loop; events that do
 * not fit are dropped and counted. Any thread may call.
 */
final class EventPublisher {

    private static final int MAX_NOTES = 100;

    private final EventQueue queue;
    private final AtomicLong droppedEvents = new AtomicLong();
    /** Dropped acknowledgements, sent events, connections, traces and notes. */
    private final AtomicLong droppedOthers = new AtomicLong();

    private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger noteCount = new AtomicInteger();

    EventPublisher(EventQueue queue) {
        this.queue = queue;
    }

    /** Publishes an event if the queue has room; otherwise counts it as dropped. */
    void publish(Event event) {
        if (!queue.offer(event, false)) {
            (event.withoutClient() instanceof EventReceived ? droppedEvents : droppedOthers).incrementAndGet();
        }
    }

    /** Publishes an event that a line waits for, even if the queue is full. */
    void publishAlways(Event event) {
        queue.offer(event, true);
    }

    /** Publishes a note for the user; if too many notes are pending, counts it as dropped. */
    void note(String text) {
        if (noteCount.incrementAndGet() > MAX_NOTES) {
            noteCount.decrementAndGet();
            droppedOthers.incrementAndGet();
            return;
        }
        notes.add(text);
        queue.wake();
    }

    /**
     * Shows the notes since the last call, and what was dropped. The events of clients are counted apart: with those that
     * are shown they are all that were received.
     */
    void writeNotes(Display display) throws FailureException {
        for (String next = notes.poll(); next != null; next = notes.poll()) {
            noteCount.decrementAndGet();
            display.showNote(next);
        }
        long events = droppedEvents.getAndSet(0);
        long others = droppedOthers.getAndSet(0);
        if (events + others > 0) {
            String description = events == 0
                    ? Decimals.counted(others, "record")
                    : Decimals.counted(events, "event") + " from clients"
                            + (others == 0 ? "" : " and " + Decimals.counted(others, "other record"));
            display.showNote(
                    description + (events + others == 1 ? " was" : " were") + " not shown: the output is too slow");
        }
    }
}
