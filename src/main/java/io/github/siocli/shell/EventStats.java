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
    private static final int MOST_NAMES = 2_000;

    private static final long LARGEST_SAMPLE = 64 * 1024;

    private record Key(String nsp, EventName name, boolean incoming) {}

    private final Map<Key, EventSummary> seen = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, EventSummary> eldest) {
            return size() > MOST_NAMES;
        }
    };

    /** Counts a received or sent event; other events are ignored. */
    public void on(Event event) {
        if (event instanceof EventReceived received) {
            count(new Key(received.nsp(), received.name(), true), received.time(), received.args());
        } else if (event instanceof EventSent sent) {
            count(new Key(sent.nsp(), sent.name(), false), sent.time(), sent.args());
        }
    }

    private void count(Key key, Instant time, Arguments args) {
        EventSummary before = seen.get(key);
        Arguments sample = args.size() <= LARGEST_SAMPLE ? args : Arguments.NONE;
        seen.put(
                key,
                new EventSummary(
                        key.nsp(), key.name(), key.incoming(), before == null ? 1 : before.count() + 1, time, sample));
    }

    /** Returns the statistics of all names, the most recent last. */
    public List<EventSummary> all() {
        return List.copyOf(seen.values());
    }
}
