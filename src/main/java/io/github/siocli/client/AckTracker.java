package io.github.siocli.client;

import io.github.siocli.concurrent.TimeoutScheduler;
import io.github.siocli.event.AnsweredEmit;
import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.event.EventName;
import io.github.siocli.event.EventSink;
import io.github.siocli.event.SessionStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * Tracks the acknowledgements that we expect from the server, with their ids and timeouts. Any thread may call: users emit,
 * one thread writes, another reads. The lock of this object guards all fields, and is not held while events are published.
 */
public final class AckTracker {

    private static final int MAX_LATE = 10_000;

    private record Key(String nsp, long id) {

        /** Written by hand: linking the generated methods of a record costs 10 ms at start. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.id == id && key.nsp.equals(nsp);
        }

        @Override
        public int hashCode() {
            return 31 * nsp.hashCode() + Long.hashCode(id);
        }
    }

    private static final class Pending {
        private final EventName name;
        private final int argumentCount;
        private final Duration timeout;
        private long sentNanos;
        /** Null until the event is written. */
        private Instant sentAt;
        /** Null unless the event may be too large for the server. */
        private AckTimedOut.Large largePacket;

        private Pending(EventName name, int argumentCount, Duration timeout) {
            this.name = name;
            this.argumentCount = argumentCount;
            this.timeout = timeout;
        }
    }

    private final EventSink sink;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final TimeoutScheduler<Key> timeouts;
    private final Map<String, Long> nextIds = new HashMap<>();
    private final Map<Key, Pending> pending = new LinkedHashMap<>();
    private final Map<Key, Pending> late = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Pending> eldest) {
            return size() > MAX_LATE;
        }
    };

    public AckTracker(EventSink sink, Clock clock, ScheduledExecutorService scheduler) {
        this(sink, clock, scheduler, System::nanoTime);
    }

    /**
     * As the public constructor, with a clock for the durations.
     *
     * @param nanoTime returns the time in nanoseconds, as {@link System#nanoTime}
     */
    AckTracker(EventSink sink, Clock clock, ScheduledExecutorService scheduler, LongSupplier nanoTime) {
        this.sink = sink;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.timeouts = new TimeoutScheduler<>(scheduler, nanoTime, this::reportTimeouts);
    }

    /**
     * Registers an expected acknowledgement and returns its id. Ids count from 0 in each namespace. The timeout starts
     * with {@link #startTimeout}.
     *
     * @param name name of the event
     * @param argumentCount number of its arguments
     */
    public synchronized long expect(String nsp, EventName name, int argumentCount, Duration timeout) {
        long id = nextIds.merge(nsp, 1L, Long::sum) - 1;
        pending.put(new Key(nsp, id), new Pending(name, argumentCount, timeout));
        return id;
    }

    /** Notes that an event may be too large for the server. Called before the event is written. */
    synchronized void setLargePacket(String nsp, long id, AckTimedOut.Large size) {
        Pending ack = pending.get(new Key(nsp, id));
        if (ack != null) {
            ack.largePacket = size;
        }
    }

    /** Starts the timeout of an acknowledgement: its event is written. */
    synchronized void startTimeout(String nsp, long id) {
        Key key = new Key(nsp, id);
        Pending ack = pending.get(key);
        if (ack != null) {
            ack.sentNanos = nanoTime.getAsLong();
            ack.sentAt = clock.instant();
            timeouts.start(key, ack.timeout);
        }
    }

    /**
     * Ends the wait for an acknowledgement that came in.
     *
     * @return the event that it answers; empty if no event is known that asked for it
     */
    synchronized Optional<AnsweredEmit> handleAck(String nsp, long id) {
        Key key = new Key(nsp, id);
        Pending ack = pending.remove(key);
        boolean isLate = ack == null;
        if (isLate) {
            ack = late.remove(key);
        } else {
            timeouts.stop(key, ack.timeout);
        }
        return ack == null
                ? Optional.empty()
                : Optional.of(
                        new AnsweredEmit(ack.name, Duration.ofNanos(nanoTime.getAsLong() - ack.sentNanos), isLate));
    }

    /** Removes the acknowledgements of a namespace that has ended, and returns how many of them were pending. */
    synchronized int abandonNamespace(String nsp) {
        late.keySet().removeIf(key -> key.nsp().equals(nsp));
        int countBefore = pending.size();
        pending.entrySet().removeIf(entry -> {
            boolean isAbandoned = entry.getKey().nsp().equals(nsp) && entry.getValue().sentAt != null;
            if (isAbandoned) {
                timeouts.stop(entry.getKey(), entry.getValue().timeout);
            }
            return isAbandoned;
        });
        return countBefore - pending.size();
    }

    /** Removes an acknowledgement whose event was never sent. */
    synchronized void cancel(String nsp, long id) {
        pending.remove(new Key(nsp, id));
    }

    /** Returns the pending acknowledgements, in the order of their events. */
    public synchronized List<SessionStatus.PendingAck> pendingAcks() {
        return pending.entrySet().stream()
                .map(each -> new SessionStatus.PendingAck(
                        each.getKey().nsp(),
                        each.getKey().id(),
                        each.getValue().name,
                        Optional.ofNullable(each.getValue().sentAt)))
                .toList();
    }

    private void reportTimeouts() {
        List<AckTimedOut> events = new ArrayList<>();
        synchronized (this) {
            for (Key key : timeouts.takeExpired()) {
                Pending ack = pending.remove(key);
                if (ack != null) {
                    late.put(key, ack);
                    events.add(new AckTimedOut(
                            clock.instant(),
                            key.nsp(),
                            key.id(),
                            ack.name,
                            ack.argumentCount,
                            ack.timeout,
                            Optional.empty(),
                            Optional.ofNullable(ack.largePacket)));
                }
            }
        }
        events.forEach(sink::accept);
    }
}
