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

    private static final int MAX_EVENTS = 10_000;
    private static final long MAX_SIZE = 8L << 20;

    private record NumberedEvent(long number, Event event, long size) {}

    /**
     * A received event.
     *
     * @param number its number in the history
     */
    record Received(long number, EventReceived event) {}

    private final Deque<NumberedEvent> entries = new ArrayDeque<>();
    private long totalSize;
    private long nextNumber;

    void add(Event event) {
        Optional<Arguments> args = arguments(event);
        if (args.isEmpty()) {
            return;
        }
        NumberedEvent entry = new NumberedEvent(nextNumber++, event, args.get().size());
        entries.add(entry);
        totalSize += entry.size();
        while (entries.size() > MAX_EVENTS || totalSize > MAX_SIZE && entries.size() > 1) {
            totalSize -= entries.remove().size();
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
    long nextNumber() {
        return nextNumber;
    }

    /** Returns at most {@code most} of the latest matching events, the oldest first. */
    public List<Event> latest(int limit, Predicate<Event> matcher) {
        List<Event> matching = new ArrayList<>();
        Iterator<NumberedEvent> backwards = entries.descendingIterator();
        while (backwards.hasNext() && matching.size() < limit) {
            Event event = backwards.next().event();
            if (matcher.test(event)) {
                matching.add(0, event);
            }
        }
        return matching;
    }

    /** Returns the first matching received event from a number on; empty if none has arrived. */
    Optional<Received> findReceived(long firstNumber, Predicate<EventReceived> matcher) {
        for (NumberedEvent entry : entries) {
            if (entry.number() >= firstNumber
                    && entry.event() instanceof EventReceived received
                    && matcher.test(received)) {
                return Optional.of(new Received(entry.number(), received));
            }
        }
        return Optional.empty();
    }
}
