package io.github.siocli.concurrent;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Creates threads that do not keep the process alive, and end when they are idle. */
public final class DaemonThreads {

    private static final long IDLE_SECONDS = 5;

    private DaemonThreads() {}

    /** Returns an executor that runs one task after the other. */
    public static ExecutorService single(String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Returns an executor that runs each task at once. */
    public static ExecutorService unlimited(String name) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons(name));
    }

    /** Returns a scheduler that removes cancelled tasks. */
    public static ScheduledThreadPoolExecutor scheduler() {
        ScheduledThreadPoolExecutor scheduler = new Scheduler();
        scheduler.setRemoveOnCancelPolicy(true);
        return scheduler;
    }

    /**
     * Reports exceptions of its tasks to the uncaught exception handler; otherwise they would only be in the futures.
     */
    private static final class Scheduler extends ScheduledThreadPoolExecutor {

        private Scheduler() {
            super(1, daemons("sio-timer"));
        }

        @Override
        protected void afterExecute(Runnable task, Throwable thrown) {
            if (!(task instanceof Future<?> future) || !future.isDone() || future.isCancelled()) {
                return;
            }
            try {
                future.get();
            } catch (ExecutionException e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
