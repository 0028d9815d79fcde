package io.github.siocli.client.engine;

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

/**
 * Runs many timeouts on one task of a scheduler. For one thread at a time.
 *
 * <p>Starting or stopping a timeout wakes no thread, unless it would be the first to expire.
 *
 * @param <K> key of a timeout
 */
public final class TimeoutScheduler<K> {

    private final ScheduledExecutorService scheduler;
    private final Runnable onEnded;
    /**
     * Expiry by key, grouped by length: timeouts of the same length expire in the order of their start, so only the
     * first of each group is checked.
     */
    private final Map<Duration, Map<K, Long>> ends = new HashMap<>();

    private Optional<ScheduledFuture<?>> task = Optional.empty();
    private long taskNanos;

    /**
     * Creates a scheduler without timeouts.
     *
     * @param onEnded runs on the scheduler when timeouts have expired, and must {@linkplain #takeEnded take} them
     */
    public TimeoutScheduler(ScheduledExecutorService scheduler, Runnable onEnded) {
        this.scheduler = scheduler;
        this.onEnded = onEnded;
    }

    /** Starts a timeout. */
    public void start(K what, Duration length) {
        long now = System.nanoTime();
        long end = now + length.toNanos();
        ends.computeIfAbsent(length, unused -> new LinkedHashMap<>()).put(what, end);
        if (task.isEmpty() || end - taskNanos < 0) {
            schedule(end, now);
        }
    }

    /** Stops a timeout; does nothing if it is not running. */
    public void stop(K what, Duration length) {
        Map<K, Long> same = ends.get(length);
        if (same != null) {
            same.remove(what);
        }
    }

    /** Removes and returns the keys of expired timeouts, and schedules the task for the next one. */
    public List<K> takeEnded() {
        long now = System.nanoTime();
        cancel();
        List<K> ended = new ArrayList<>();
        Optional<Long> next = Optional.empty();
        for (Iterator<Map<K, Long>> lengths = ends.values().iterator(); lengths.hasNext(); ) {
            Map<K, Long> same = lengths.next();
            Optional<Long> first = takeEnded(same, now, ended);
            if (first.isEmpty()) {
                lengths.remove();
            } else if (next.isEmpty() || first.get() - next.get() < 0) {
                next = first;
            }
        }
        next.ifPresent(end -> schedule(end, now));
        return ended;
    }

    private Optional<Long> takeEnded(Map<K, Long> same, long now, List<K> ended) {
        for (Iterator<Map.Entry<K, Long>> entries = same.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<K, Long> entry = entries.next();
            if (entry.getValue() - now > 0) {
                return Optional.of(entry.getValue());
            }
            ended.add(entry.getKey());
            entries.remove();
        }
        return Optional.empty();
    }

    private void schedule(long end, long now) {
        cancel();
        task = Optional.of(scheduler.schedule(onEnded, end - now, TimeUnit.NANOSECONDS));
        taskNanos = end;
    }

    private void cancel() {
        task.ifPresent(other -> other.cancel(false));
        task = Optional.empty();
    }
}
