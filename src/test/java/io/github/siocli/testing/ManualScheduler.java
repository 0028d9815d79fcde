package io.github.siocli.testing;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler with a clock that only {@link #pass} moves; tasks run on the thread of the test. For one thread. */
public final class ManualScheduler extends ScheduledThreadPoolExecutor {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::time).thenComparingLong(Task::number));
    private long now;
    private long lastNumber;

    private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final long time;
        private final long number = ++lastNumber;

        private Task(Runnable task, long time) {
            super(task, null);
            this.time = time;
        }

        private long time() {
            return time;
        }

        private long number() {
            return number;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            tasks.remove(this);
            return super.cancel(mayInterrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(time - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    /** Creates a scheduler at the time 0. */
    public ManualScheduler() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        Task scheduled = new Task(task, now + unit.toNanos(delay));
        tasks.add(scheduled);
        return scheduled;
    }

    /** Returns the time in nanoseconds. */
    public long nanoTime() {
        return now;
    }

    /** Returns the tasks that are not yet due, the next first. */
    public List<Delayed> waitingTasks() {
        return tasks.stream().sorted().map(Delayed.class::cast).toList();
    }

    /** Moves the clock, and runs the tasks that become due, each at its time. */
    public void pass(long millis) {
        long end = now + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!tasks.isEmpty() && tasks.peek().time() <= end) {
            Task next = tasks.remove();
            now = next.time();
            next.run();
        }
        now = end;
    }
}
