package io.github.siocli.suite;

import io.github.siocli.shell.Deadlines;
import io.github.siocli.shell.StopCondition;
import java.time.Duration;

/**
 * Interrupts the thread that runs a test when the time of the test is up. It is never reached as a condition, because the
 * event loop goes on for the next test.
 */
public final class TestDeadline implements StopCondition {

    private final Thread runner = Thread.currentThread();
    private long deadline = Deadlines.NEVER;
    private boolean isExpired;

    /** Starts the time of a test. */
    synchronized void start(Duration time) {
        deadline = Deadlines.after(time);
        isExpired = false;
    }

    /** Ends the time of a test. Returns true if it was up; then the thread is not interrupted any more. */
    synchronized boolean end() {
        deadline = Deadlines.NEVER;
        if (isExpired) {
            Thread.interrupted();
        }
        return isExpired;
    }

    @Override
    public synchronized boolean isReached() {
        if (Deadlines.hasPassed(deadline)) {
            deadline = Deadlines.NEVER;
            isExpired = true;
            runner.interrupt();
        }
        return false;
    }

    @Override
    public synchronized long nanosUntilChange() {
        return Deadlines.nanosLeft(deadline);
    }
}
