package io.github.siocli.output;

import java.util.function.LongSupplier;

/**
 * How many events are drawn on a screen: as many as a person may read, and of a flood the first few of each moment. One
 * thread at a time uses it.
 */
public final class RateLimiter {

    private static final long WINDOW_NANOS = 250_000_000;
    private static final int USUAL = 100;
    private static final int IN_A_FLOOD = 10;

    private final LongSupplier nanoTime;
    private long windowEnds;
    private int limit = USUAL;
    private int inWindow;
    private long leftOut;

    /** A budget by a clock that never jumps, in nanoseconds. */
    public RateLimiter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.windowEnds = nanoTime.getAsLong() + WINDOW_NANOS;
    }

    /** Takes an event; whether it is to be drawn. */
    public boolean spend() {
        return spend(1);
    }

    /** Takes something that needs so many lines; whether it is to be drawn. */
    public boolean spend(int lines) {
        if (isWindowOver()) {
            limit = inWindow > USUAL ? IN_A_FLOOD : USUAL;
            inWindow = 0;
            windowEnds = nanoTime.getAsLong() + WINDOW_NANOS;
        }
        boolean drawn = inWindow < limit;
        inWindow += lines;
        leftOut += drawn ? 0 : lines;
        return drawn;
    }

    /** Whether something is to be said of events that were not drawn, now or later. */
    public boolean owes() {
        return leftOut > 0;
    }

    /** The number of events that were not drawn, once the moment that they came in is over; before that none. */
    public long takeLeftOut() {
        if (!isWindowOver()) {
            return 0;
        }
        long taken = leftOut;
        leftOut = 0;
        return taken;
    }

    private boolean isWindowOver() {
        return nanoTime.getAsLong() - windowEnds >= 0;
    }
}
