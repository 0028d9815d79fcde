package io.github.siocli.concurrent;

/** Wakes a thread that waits for a change of some state. Any thread may call. */
public final class ChangeSignal {

    /** A change that is not signalled is noticed after this time. */
    private static final long MAX_WAIT_MILLIS = 20;

    /** Guarded by this object. */
    private long changes;

    private volatile boolean isAwaited;

    /** Wakes the waiting thread. Called after the change, often, so it is cheap if no thread waits. */
    public void changed() {
        if (isAwaited) {
            synchronized (this) {
                changes++;
                notifyAll();
            }
        }
    }

    /** Starts to record changes. Called before the state is looked at, so that no change is missed after that. */
    public synchronized long startWaiting() {
        isAwaited = true;
        return changes;
    }

    /**
     * Waits for a change, for a short time.
     *
     * @param seen the number of changes before the state was looked at
     * @return the number of changes now
     */
    public synchronized long await(long seen) {
        try {
            if (changes == seen) {
                wait(MAX_WAIT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return changes;
    }
}
