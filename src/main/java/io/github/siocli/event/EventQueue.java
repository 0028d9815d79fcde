package io.github.siocli.event;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Carries events from the threads of a session to the one thread that shows them, and bounds what waits between them.
 *
 * <p>Where the consumer is slow, what comes in from the network waits at the door, so that the reading stops. What we
 * caused ourselves is let in always: it is bounded by what we send, and the thread that tells it must not stop. What is traced
 * of the network waits only where that is not enough: the event in it is next, and while that one waits the heartbeat is
 * kept up.
 */
public final class EventQueue implements EventSink {

    /** What an event takes beside its payload, in bytes. */
    private static final int OVERHEAD = 256;

    private static final int FACTOR_OF_TRACE = 4;

    /** Where more than so many come in this time, the consumer lets them gather: each waking costs both sides a system call. */
    private static final int MANY = 64;

    private static final long GATHERING_NANOS = 1_000_000;

    private final long capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private ArrayDeque<Event> events = new ArrayDeque<>();
    private long weight;
    private boolean gathering;
    private long windowBegan = System.nanoTime();
    private int inWindow;
    private boolean many;
    private boolean woken;
    private boolean leaving;
    private boolean closed;

    /**
     * An empty queue.
     *
     * @param capacity what may wait, in characters and bytes of payload; a single event may be larger
     */
    public EventQueue(long capacity) {
        this.capacity = capacity;
    }

    @Override
    public void accept(Event event) {
        long added = weigh(event);
        boolean traced = event instanceof TraceEvent;
        long limit = traced ? FACTOR_OF_TRACE * capacity : capacity;
        lock.lock();
        try {
            while (added > 0 && weight > 0 && weight + added > limit && !closed && !leaving) {
                room.awaitUninterruptibly();
            }
            if (closed || leaving && (!traced || weight > limit)) {
                return;
            }
            add(event, added);
        } finally {
            lock.unlock();
        }
    }

    private void add(Event event, long added) {
        weight += added;
        events.add(event);
        if (gathering ? weight > capacity / 2 : events.size() == 1) {
            arrived.signal();
        }
    }

    /**
     * Takes an event where there is room for it, and never waits: for a thread that must not.
     *
     * @param anyway whether it is taken where there is no room as well
     * @return false where there was none, and the event is lost
     */
    public boolean offer(Event event, boolean anyway) {
        long added = OVERHEAD + weighAll(event);
        lock.lock();
        try {
            if (closed || !anyway && weight > 0 && weight + added > capacity) {
                return closed;
            }
            add(event, added);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves all that waits into a collection; waits for the first where there is none.
     *
     * @param nanos time to wait at most, in nanoseconds
     * @return false where nothing came in that time, or {@link #wake} was called
     */
    public boolean drainTo(Collection<? super Event> target, long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (events.isEmpty() && !woken && left > 0) {
                left = arrived.awaitNanos(left);
            }
            if (many && left > 0) {
                gather();
            }
            woken = false;
            if (events.isEmpty()) {
                return false;
            }
            count(events.size());
            target.addAll(events);
            events.clear();
            weight = 0;
            room.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits a moment for more, while nobody waits for room. */
    private void gather() throws InterruptedException {
        gathering = true;
        try {
            long left = GATHERING_NANOS;
            while (!woken && left > 0 && weight <= capacity / 2) {
                left = arrived.awaitNanos(left);
            }
        } finally {
            // Whoever was interrupted wants to be told of the next event too.
            gathering = false;
        }
    }

    private void count(int taken) {
        long now = System.nanoTime();
        inWindow += taken;
        if (now - windowBegan >= GATHERING_NANOS) {
            many = inWindow > MANY * Math.max(1, (now - windowBegan) / GATHERING_NANOS);
            windowBegan = now;
            inWindow = 0;
        }
    }

    /** Lets a waiting {@link #drainTo} return at once, or the next one where none waits. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** From now on takes only what is traced, and drops the rest, so that nobody waits for room. */
    public void leave() {
        lock.lock();
        try {
            leaving = true;
            events.removeIf(event -> !(event instanceof TraceEvent));
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits and what may still come, so that nobody waits for room. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            events = new ArrayDeque<>();
            weight = 0;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the weight of an event that may wait for room; 0 if the event never waits. */
    private static long weigh(Event event) {
        return event.isFromNetwork() ? OVERHEAD + event.payloadSize() : 0;
    }

    private static long weighAll(Event event) {
        return event.isFromNetwork() ? weigh(event) : event.payloadSize();
    }
}
