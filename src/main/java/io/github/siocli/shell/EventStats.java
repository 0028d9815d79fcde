package io.github.siocli.shell;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.EventName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts events by namespace, name and direction, with the payload of the latest. Guarded by the session state. */
public final class EventStats {

    /** Limit of names, so that a server that sends random names cannot exhaust the heap. */
    private static final int MAX_NAMES = 2_000;

    private static final long MAX_SAMPLE_SIZE = 64 * 1024;

    private record EventKey(String nsp, EventName name, boolean incoming) {}

    private final Map<EventKey, EventSummary> summaries = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EventKey, EventSummary> eldest) {
            return size() > MAX_NAMES;
        }
    };

    /** Counts a received or sent event; other events are ignored. */
    public void count(Event event) {
        if (event instanceof EventReceived received) {
            add(new EventKey(received.nsp(), received.name(), true), received.time(), received.args());
        } else if (event instanceof EventSent sent) {
            add(new EventKey(sent.nsp(), sent.name(), false), sent.time(), sent.args());
        }
    }

    private void add(EventKey key, Instant time, Arguments args) {
        EventSummary previous = summaries.get(key);
        Arguments sample = args.size() <= MAX_SAMPLE_SIZE ? args : Arguments.NONE;
        summaries.put(
                key,
                new EventSummary(
                        key.nsp(),
                        key.name(),
                        key.incoming(),
                        previous == null ? 1 : previous.count() + 1,
                        time,
                        sample));
    }

    /** Returns the statistics of all names, the most recent last. */
    public List<EventSummary> all() {
        return List.copyOf(summaries.values());
    }
}
