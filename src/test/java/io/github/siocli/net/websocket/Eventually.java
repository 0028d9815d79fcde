package io.github.siocli.net.websocket;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Polls for a state that has no notification. */
final class Eventually {

    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long LOOK_NANOS = 200_000;

    private Eventually() {}

    static void until(BooleanSupplier state) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!state.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("what is waited for does not come");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
