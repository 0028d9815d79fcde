package io.github.siocli.server.engine;

/**
 * Limits the memory for all bodies and messages that are being received, so that many slow ones cannot exhaust the
 * heap.
 */
final class InboundBudget {

    private final long limit;
    private long held;

    InboundBudget(long limit) {
        this.limit = limit;
    }

    /** Reserves bytes. Returns false if the limit is reached. */
    boolean reserve(int bytes) {
        held += bytes;
        return held <= limit;
    }

    void release(int bytes) {
        held -= bytes;
    }
}
