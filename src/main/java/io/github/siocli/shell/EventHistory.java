package io.github.siocli.shell;

import io.github.siocli.event.DataEvent;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.LifecycleEvent.ConnectFailed;
import io.github.siocli.event.LifecycleEvent.NamespaceDisconnected;
import io.github.siocli.event.LifecycleEvent.NamespaceRefused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Keeps the latest events, acknowledgements, refusals and disconnections up to a fixed count and size. Guarded by the session state. */
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
        if (!isKept(event)) {
            return;
        }
        NumberedEvent entry = new NumberedEvent(nextNumber++, event, event.payloadSize());
        entries.add(entry);
        totalSize += entry.size();
        while (entries.size() > MAX_EVENTS || totalSize > MAX_SIZE && entries.size() > 1) {
            totalSize -= entries.remove().size();
        }
    }

    private static boolean isKept(Event event) {
        return event instanceof EventReceived
                || event instanceof EventSent
                || event instanceof AckReceived
                || event instanceof NamespaceRefused
                || event instanceof NamespaceDisconnected
                || event instanceof ConnectFailed;
    }

    /** Returns the number of the next event. */
    long nextNumber() {
        return nextNumber;
    }

    /** Returns the latest matching events and acknowledgements, at most as many as a limit, the oldest first. */
    public List<Event> latest(int limit, Predicate<Event> matcher) {
        List<Event> matching = new ArrayList<>();
        Iterator<NumberedEvent> backwards = entries.descendingIterator();
        while (backwards.hasNext() && matching.size() < limit) {
            Event event = backwards.next().event();
            if (event instanceof DataEvent && matcher.test(event)) {
                matching.add(0, event);
            }
        }
        return matching;
    }

    /** Returns all occurrences that are not consumed, the oldest first. */
    List<Occurrence> occurrences(ConsumedEvents consumed) {
        List<Occurrence> open = new ArrayList<>();
        for (NumberedEvent entry : entries) {
            boolean isOpen = entry.event() instanceof AckReceived
                    ? consumed.isAckOpen(entry.number())
                    : consumed.isOpen(entry.number());
            if (isOpen) {
                Occurrence.of(entry.number(), entry.event()).ifPresent(open::add);
            }
        }
        return open;
    }

    /** Returns the first received event that matches and whose number is open; empty if none has arrived. */
    Optional<Received> findReceived(LongPredicate isOpen, Predicate<EventReceived> matcher) {
        for (NumberedEvent entry : entries) {
            if (entry.event() instanceof EventReceived received
                    && isOpen.test(entry.number())
                    && matcher.test(received)) {
                return Optional.of(new Received(entry.number(), received));
            }
        }
        return Optional.empty();
    }
}
