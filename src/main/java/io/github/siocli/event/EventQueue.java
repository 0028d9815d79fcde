package io.github.siocli.event;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Carries events from the threads of a session to those that show them, with a bounded total size. Usually one thread
 * waits for events; another one may take its place for a while ({@link #awaitFirst}).
 *
 * <p>If the consumer is slow and the queue is full, {@link #accept} blocks for events from the network, so that the
 * session stops reading. Events that this side caused never block: they are bounded by the number of emits, and their
 * thread must not stop. Incoming trace events block only at four times the capacity, so that the data event they belong
 * to, which follows, blocks first: while a data event waits, the session still answers heartbeats.
 */
public final class EventQueue implements EventSink {

    /** Estimated size in bytes of an event without its payload. */
    private static final int OVERHEAD = 256;

    private static final int TRACE_FACTOR = 4;

    /**
     * Connections have this many times the room of data in {@link #offer}: they are small and few, and whoever reads them
     * counts on both the beginning and the end of each.
     */
    private static final int LIFECYCLE_FACTOR = 4;

    /**
     * Above this number of events per {@link #GATHER_NANOS} the consumer gathers them, as each wakeup costs a system
     * call on both sides.
     */
    private static final int BURST_EVENTS = 64;

    private static final long GATHER_NANOS = 1_000_000;

    /**
     * Time in nanoseconds for which {@link #awaitFirst} looks for events before it blocks. The acknowledgement of a server
     * nearby arrives in this time, and waking a blocked thread takes as long again.
     */
    private static final long SPIN_NANOS = 50_000;

    private final long capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Waiter usual = new Waiter();
    private final Waiter first = new Waiter();
    private final Condition room = lock.newCondition();
    private ArrayDeque<Event> events = new ArrayDeque<>();
    private long weight;
    private boolean gathering;
    private long windowBegan = System.nanoTime();
    private int inWindow;
    private boolean burst;
    private boolean isFirstWaiting;
    /** Changed with the lock, as the other fields; volatile for {@link #spin}. */
    private volatile boolean isEmpty = true;

    private boolean leaving;
    private boolean closed;

    /** A place where a thread waits for events. Guarded by the lock. */
    private final class Waiter {

        private final Condition arrived = lock.newCondition();
        private volatile boolean isWoken;

        private void await(long nanos) throws InterruptedException {
            long left = nanos;
            while (events.isEmpty() && !isWoken && left > 0) {
                left = arrived.awaitNanos(left);
            }
            if (burst && left > 0) {
                gather();
            }
            isWoken = false;
        }

        /** Waits a moment for more events; returns early if the queue is half full, so that producers do not block. */
        private void gather() throws InterruptedException {
            gathering = true;
            try {
                long left = GATHER_NANOS;
                while (!isWoken && left > 0 && weight <= capacity / 2) {
                    left = arrived.awaitNanos(left);
                }
            } finally {
                // Also after an interrupt: the next event must signal the consumer again.
                gathering = false;
            }
        }

        private void wake() {
            lock.lock();
            try {
                isWoken = true;
                arrived.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Creates an empty queue.
     *
     * @param capacity largest total size of the queued events, in characters and bytes; a single event may be larger
     */
    public EventQueue(long capacity) {
        this.capacity = capacity;
    }

    @Override
    public void accept(Event event) {
        long added = weigh(event);
        boolean traced = isTrace(event);
        long limit = traced ? TRACE_FACTOR * capacity : capacity;
        lock.lock();
        try {
            while (added > 0 && weight > 0 && weight + added > limit && !closed && !leaving) {
                room.awaitUninterruptibly();
            }
            if (closed || leaving && (traced ? weight > limit : !isSent(event))) {
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
        isEmpty = false;
        if (gathering ? weight > capacity / 2 : events.size() == 1) {
            (isFirstWaiting ? first : usual).arrived.signal();
        }
    }

    /**
     * Adds an event without waiting, for threads that must not block. If data and traces have filled the queue, there is
     * still room for the events of connections.
     *
     * @param force true to add the event even if the queue is full
     * @return false if the queue is full and the event is dropped
     */
    public boolean offer(Event event, boolean force) {
        long added = OVERHEAD + event.payloadSize();
        long limit = event.withoutClient() instanceof LifecycleEvent ? LIFECYCLE_FACTOR * capacity : capacity;
        lock.lock();
        try {
            if (closed || !force && weight > 0 && weight + added > limit) {
                return closed;
            }
            add(event, added);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves all queued events into a collection, and waits for the first if the queue is empty.
     *
     * @param nanos longest time to wait, in nanoseconds
     * @return false if no event arrived in that time, or before {@link #wake} was called
     */
    public boolean drainTo(Collection<? super Event> target, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            usual.await(nanos);
            if (events.isEmpty()) {
                return false;
            }
            count(events.size());
            target.addAll(events);
            events.clear();
            isEmpty = true;
            weight = 0;
            room.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there are events, or until {@link #wake} was called.
     *
     * @param nanos longest time to wait, in nanoseconds
     */
    public void awaitEvents(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            usual.await(nanos);
        } finally {
            lock.unlock();
        }
    }

    /**
     * As {@link #awaitEvents}, but before the other threads: those are not woken while this one waits. The caller takes the
     * events, or calls {@link #wake} so that another thread does. One thread at a time may wait here.
     *
     * @param nanos longest time to wait, in nanoseconds
     */
    public void awaitFirst(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        isFirstWaiting = true;
        lock.unlock();
        spin(Math.min(nanos, SPIN_NANOS));
        lock.lock();
        try {
            first.await(nanos);
        } finally {
            isFirstWaiting = false;
            lock.unlock();
        }
    }

    private void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (isEmpty && !first.isWoken && System.nanoTime() - end < 0) {
            // Lets the thread that reads run, if it waits for this processor.
            Thread.yield();
        }
    }

    private void count(int taken) {
        long now = System.nanoTime();
        inWindow += taken;
        if (now - windowBegan >= GATHER_NANOS) {
            burst = inWindow > BURST_EVENTS * Math.max(1, (now - windowBegan) / GATHER_NANOS);
            windowBegan = now;
            inWindow = 0;
        }
    }

    /** Makes a waiting {@link #drainTo} return at once, or the next call if none waits. */
    public void wake() {
        usual.wake();
    }

    /** Makes a waiting {@link #awaitFirst} return at once, or the next call if none waits. */
    public void wakeFirst() {
        first.wake();
    }

    /**
     * Drops all queued and future events except trace events and those that report what this side sends, and releases
     * blocked threads.
     */
    public void keepOnlyTraceAndSent() {
        lock.lock();
        try {
            leaving = true;
            events.removeIf(event -> !isTrace(event) && !isSent(event));
            isEmpty = events.isEmpty();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Drops all queued and future events, and releases blocked threads. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            events = new ArrayDeque<>();
            isEmpty = true;
            weight = 0;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isSent(Event event) {
        return event.withoutClient() instanceof DataEvent data && data.isOutgoing();
    }

    private static boolean isTrace(Event event) {
        return event.withoutClient() instanceof TraceEvent;
    }

    /** Returns the weight of an event in {@link #accept}; 0 if the event never blocks. */
    private static long weigh(Event event) {
        return event.isFromNetwork() ? OVERHEAD + event.payloadSize() : 0;
    }
}
