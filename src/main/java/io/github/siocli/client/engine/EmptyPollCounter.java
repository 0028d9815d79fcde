package io.github.siocli.client.engine;

/**
 * Counts polls that the server answered without a message, to detect a polling loop. For one thread at a time.
 *
 * <p>A server should answer a poll when it has something to send; one that answers at once with nothing would be polled
 * as fast as the network allows. During an upgrade the reference servers answer ten polls per second with nothing.
 */
final class EmptyPollCounter {

    /** Number of empty polls in a row that is accepted at any speed. */
    static final int BURST = 60;

    private static final long NANOS_PER_POLL = 1_000_000_000 / 20;

    private long debtNanos;
    private long lastNanos;
    private int consecutive;

    /** Notes a poll with a message. */
    void messageReceived() {
        debtNanos = 0;
        consecutive = 0;
    }

    /**
     * Notes a poll without a message.
     *
     * @param now the time in nanoseconds
     * @return true if the polls form a loop: too many in too short a time, so that the session must end
     */
    boolean addEmptyPoll(long now) {
        debtNanos = consecutive == 0 ? 0 : Math.max(0, debtNanos - (now - lastNanos));
        lastNanos = now;
        consecutive++;
        debtNanos += NANOS_PER_POLL;
        return debtNanos > BURST * NANOS_PER_POLL;
    }

    /** Returns the number of polls without a message since the last one with a message. */
    int consecutive() {
        return consecutive;
    }
}
