package io.github.siocli.shell;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps the latest events and acknowledgements up to a fixed count and size. Guarded by the session state. */
public final class EventHistory {

    private static final int MOST = 10_000;
    private static final long ROOM = 8L << 20;

    private record Entry(long number, Event event, long weight) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long weight;
    private long next;

    void on(Event event) {
        Optional<Arguments> args = arguments(event);
        if (args.isEmpty()) {
            return;
        }
        Entry entry = new Entry(next++, event, args.get().size());
        entries.add(entry);
        weight += entry.weight();
        while (entries.size() > MOST || weight > ROOM && entries.size() > 1) {
            weight -= entries.remove().weight();
        }
    }

    private static Optional<Arguments> arguments(Event event) {
        if (event instanceof EventReceived received) {
            return Optional.of(received.args());
        }
        if (event instanceof EventSent sent) {
            return Optional.of(sent.args());
        }
        return event instanceof AckReceived ack ? Optional.of(ack.args()) : Optional.empty();
    }

    /** Returns the number of the next event. */
    public long next() {
        return next;
    }

    /** Returns at most {@code most} of the latest matching events, the oldest first. */
    public List<Event> last(int most, Predicate<Event> fits) {
        List<Event> found = new ArrayList<>();
        Iterator<Entry> backwards = entries.descendingIterator();
        while (backwards.hasNext() && found.size() < most) {
            Event event = backwards.next().event();
            if (fits.test(event)) {
                found.add(0, event);
            }
        }
        return found;
    }

    /** Returns the number of the first matching received event from a number on; empty if none has arrived. */
    Optional<Long> find(long from, Predicate<EventReceived> fits) {
        for (Entry entry : entries) {
            if (entry.number() >= from && entry.event() instanceof EventReceived received && fits.test(received)) {
                return Optional.of(entry.number());
            }
        }
        return Optional.empty();
    }
}
