package io.github.siocli.concurrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs many timeouts on one task of a scheduler. For one thread at a time.
 *
 * <p>Starting or stopping a timeout wakes no thread, unless it would be the first to expire.
 *
 * @param <K> key of a timeout
 */
public final class TimeoutScheduler<K> {

    private final ScheduledExecutorService scheduler;
    private final LongSupplier nanoTime;
    private final Runnable onExpired;
    /**
     * Expiry by key, grouped by length: timeouts of the same length expire in the order of their start, so only the
     * first of each group is checked.
     */
    private final Map<Duration, Map<K, Long>> expiries = new HashMap<>();

    /** The task for the first timeout to expire; null if none is scheduled. */
    private ScheduledFuture<?> task;

    private long taskNanos;

    /**
     * Creates a scheduler without timeouts.
     *
     * @param nanoTime returns the time in nanoseconds, as {@link System#nanoTime}
     * @param onExpired runs on the scheduler when timeouts have expired, and must {@linkplain #takeExpired take} them
     */
    public TimeoutScheduler(ScheduledExecutorService scheduler, LongSupplier nanoTime, Runnable onExpired) {
        this.scheduler = scheduler;
        this.nanoTime = nanoTime;
        this.onExpired = onExpired;
    }

    /** Starts a timeout. */
    public void start(K key, Duration length) {
        long now = nanoTime.getAsLong();
        long end = now + length.toNanos();
        expiries.computeIfAbsent(length, unused -> new LinkedHashMap<>()).put(key, end);
        if (task == null || end - taskNanos < 0) {
            schedule(end, now);
        }
    }

    /** Stops a timeout; does nothing if it is not running. */
    public void stop(K key, Duration length) {
        Map<K, Long> timeoutsOfLength = expiries.get(length);
        if (timeoutsOfLength != null) {
            timeoutsOfLength.remove(key);
        }
    }

    /** Removes and returns the keys of expired timeouts, and schedules the task for the next one. */
    public List<K> takeExpired() {
        long now = nanoTime.getAsLong();
        cancel();
        List<K> expired = new ArrayList<>();
        Optional<Long> next = Optional.empty();
        for (Iterator<Map<K, Long>> lengths = expiries.values().iterator(); lengths.hasNext(); ) {
            Map<K, Long> timeoutsOfLength = lengths.next();
            Optional<Long> first = takeExpired(timeoutsOfLength, now, expired);
            if (first.isEmpty()) {
                lengths.remove();
            } else if (next.isEmpty() || first.get() - next.get() < 0) {
                next = first;
            }
        }
        next.ifPresent(end -> schedule(end, now));
        return expired;
    }

    private Optional<Long> takeExpired(Map<K, Long> timeoutsOfLength, long now, List<K> expired) {
        for (Iterator<Map.Entry<K, Long>> entries = timeoutsOfLength.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<K, Long> entry = entries.next();
            if (entry.getValue() - now > 0) {
                return Optional.of(entry.getValue());
            }
            expired.add(entry.getKey());
            entries.remove();
        }
        return Optional.empty();
    }

    private void schedule(long end, long now) {
        cancel();
        task = scheduler.schedule(onExpired, end - now, TimeUnit.NANOSECONDS);
        taskNanos = end;
    }

    private void cancel() {
        if (task != null) {
            task.cancel(false);
            task = null;
        }
    }
}
