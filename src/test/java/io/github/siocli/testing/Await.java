package io.github.siocli.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits for results of other threads without polling: they call {@code notifyAll} on the monitor after each change.
 */
final class Await {

    private Await() {}

    /** Waits until there is a result. Fails the test with the description after the limit. */
    static <T> T until(Object monitor, Duration limit, Supplier<Optional<T>> result, Supplier<String> failure) {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (monitor) {
            for (Optional<T> found = result.get(); ; found = result.get()) {
                if (found.isPresent()) {
                    return found.get();
                }
                long rest = end - System.nanoTime();
                if (rest <= 0) {
                    throw new AssertionError(failure.get());
                }
                pause(monitor, rest);
            }
        }
    }

    private static void pause(Object monitor, long nanos) {
        try {
            // Rounded up, because a wait of 0 ms has no end.
            monitor.wait(nanos / 1_000_000 + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
