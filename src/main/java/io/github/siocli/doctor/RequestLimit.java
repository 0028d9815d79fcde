package io.github.siocli.doctor;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts requests to the server, and refuses those above a limit. Any thread may call. */
public final class RequestLimit {

    /** Number of requests with the default number of handshakes. */
    private static final int DEFAULT = 50;
    /** Requests for each handshake: the handshake itself, and a poll with and without cookies. */
    private static final int PER_HANDSHAKE = 3;

    /** The limit is reached; the check cannot go on. */
    public static final class LimitReachedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private LimitReachedException(int limit) {
            super("the limit of " + limit + " requests is reached");
        }
    }

    private final int limit;
    private final AtomicInteger count = new AtomicInteger();

    /** Creates a counter with a limit. */
    RequestLimit(int limit) {
        this.limit = limit;
    }

    /** Returns the counter for some settings: {@code --hold} and more handshakes raise the limit. */
    static RequestLimit of(DoctorSettings settings) {
        int more = Math.max(0, settings.handshakes() - DoctorSettings.DEFAULT_HANDSHAKES);
        int limit = settings.hold().isPresent() ? Integer.MAX_VALUE : DEFAULT + PER_HANDSHAKE * more;
        return new RequestLimit(limit);
    }

    /**
     * Counts a request that is about to be sent.
     *
     * @throws LimitReachedException if it must not be sent
     */
    public void count() {
        if (count.incrementAndGet() > limit) {
            count.decrementAndGet();
            throw new LimitReachedException(limit);
        }
    }

    /**
     * Checks that a number of requests can be sent, which {@link #add} counts one by one.
     *
     * @throws LimitReachedException if they would exceed the limit
     */
    public void require(int requests) {
        if (remaining() < requests) {
            throw new LimitReachedException(limit);
        }
    }

    /** Counts a request that is being sent. */
    public void add() {
        count.incrementAndGet();
    }

    /** Returns the number of requests that may still be sent. */
    public int remaining() {
        return limit - count.get();
    }

    /** Returns the number of requests so far. */
    public int total() {
        return count.get();
    }
}
