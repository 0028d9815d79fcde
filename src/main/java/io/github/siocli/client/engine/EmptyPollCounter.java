package io.github.siocli.client.engine;

/**
 * Counts polls that the server answered without a message. A server answers a poll when it has something to send; one that
 * answers at once and with nothing would be polled as fast as the network allows. One thread at a time.
 *
 * <p>During an upgrade the reference servers answer ten polls in a second with nothing.
 */
final class EmptyPollCounter {

    /** Polls in a row that may be answered at once. */
    static final int BURST = 60;

    private static final long NANOS_PER_POLL = 1_000_000_000 / 20;

    private long debt;
    private long since;
    private int inRow;

    /** A poll brought a message. */
    void message() {
        debt = 0;
        inRow = 0;
    }

    /**
     * A poll brought no message.
     *
     * @param now the time in nanoseconds
     * @return whether there are so many of them in so short a time that the session must end
     */
    boolean isLoop(long now) {
        debt = inRow == 0 ? 0 : Math.max(0, debt - (now - since));
        since = now;
        inRow++;
        debt += NANOS_PER_POLL;
        return debt > BURST * NANOS_PER_POLL;
    }

    /** Returns the number of polls without a message since the last one with a message. */
    int inRow() {
        return inRow;
    }
}
