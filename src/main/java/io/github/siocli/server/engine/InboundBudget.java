package io.github.siocli.server.engine;

/** How much of all bodies and messages that are being received is held, so that many slow ones cannot fill the memory. */
final class InboundBudget {

    private final long limit;
    private long held;

    InboundBudget(long limit) {
        this.limit = limit;
    }

    /** Takes room; says whether there was any. */
    boolean take(int bytes) {
        held += bytes;
        return held <= limit;
    }

    void release(int bytes) {
        held -= bytes;
    }
}
