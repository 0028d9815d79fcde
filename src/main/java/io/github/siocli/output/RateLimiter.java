package io.github.siocli.output;

import java.util.function.LongSupplier;

/**
 * Limits how many lines are drawn on a screen. In each window of 250 ms it allows 100 lines; after a window with more
 * than that, it allows only the first 10. One thread at a time uses it.
 */
public final class RateLimiter {

    private static final long WINDOW_NANOS = 250_000_000;
    private static final int NORMAL_LIMIT = 100;
    private static final int FLOOD_LIMIT = 10;

    private final LongSupplier nanoTime;
    private long windowEnds;
    private int limit = NORMAL_LIMIT;
    private int inWindow;
    private long suppressed;

    /** Creates a limiter with a monotonic clock in nanoseconds. */
    public RateLimiter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.windowEnds = nanoTime.getAsLong() + WINDOW_NANOS;
    }

    /** Counts an item of several lines, and returns true if it is to be drawn. */
    public boolean tryAcquire(int lines) {
        if (isWindowOver()) {
            limit = inWindow > NORMAL_LIMIT ? FLOOD_LIMIT : NORMAL_LIMIT;
            inWindow = 0;
            windowEnds = nanoTime.getAsLong() + WINDOW_NANOS;
        }
        boolean drawn = inWindow < limit;
        inWindow += lines;
        suppressed += drawn ? 0 : lines;
        return drawn;
    }

    /** Returns true if there are suppressed lines that have not been reported. */
    public boolean hasSuppressed() {
        return suppressed > 0;
    }

    /** Returns the number of suppressed lines and resets it. */
    public long takeSuppressed() {
        long count = suppressed;
        suppressed = 0;
        return count;
    }

    /**
     * Returns the number of suppressed lines and resets it, once the current window has ended; until then returns 0.
     */
    public long drainSuppressed() {
        return isWindowOver() ? takeSuppressed() : 0;
    }

    private boolean isWindowOver() {
        return nanoTime.getAsLong() - windowEnds >= 0;
    }
}
