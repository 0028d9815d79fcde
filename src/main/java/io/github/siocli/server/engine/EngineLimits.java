package io.github.siocli.server.engine;

import java.time.Duration;

/** Limits of an Engine.IO server. */
public record EngineLimits(Sizes sizes, Counts counts, Times times) {

    /**
     * Limits in bytes.
     *
     * @param payload size of one HTTP body or one websocket message
     * @param header size of the header of a request, and of its request line
     * @param inbound size of all HTTP bodies and websocket messages that are being received
     * @param queued size that may be queued for one client; above, the client is disconnected
     */
    public record Sizes(int payload, int header, long inbound, long queued) {}

    /**
     * Limits on what exists at a time.
     *
     * @param connections TCP connections
     * @param sessions sessions
     * @param unusedSessions unused sessions of one address; one more ends the oldest of them
     */
    public record Counts(int connections, int sessions, int unusedSessions) {}

    /**
     * Limits in time.
     *
     * @param request time for a request to arrive after its header, and for a response to be received
     * @param idle time that a connection may stay open without a complete header
     */
    public record Times(Duration request, Duration idle) {}

    /** The limits of the reference server, if it has them. */
    public static final EngineLimits DEFAULT = new EngineLimits(
            new Sizes(1_000_000, 16_384, 64L << 20, 16L << 20),
            new Counts(20_000, 10_000, 2_500),
            new Times(Duration.ofSeconds(30), Duration.ofSeconds(60)));

    /** Returns these limits with another maximum payload. */
    public EngineLimits withPayload(int bytes) {
        return with(new Sizes(bytes, sizes.header, sizes.inbound, sizes.queued));
    }

    /** Returns these limits with another total for messages that are being received. */
    public EngineLimits withInbound(long bytes) {
        return with(new Sizes(sizes.payload, sizes.header, bytes, sizes.queued));
    }

    /** Returns these limits with another queue size for one client. */
    public EngineLimits withQueued(long bytes) {
        return with(new Sizes(sizes.payload, sizes.header, sizes.inbound, bytes));
    }

    private EngineLimits with(Sizes newSizes) {
        return new EngineLimits(newSizes, counts, times);
    }

    /** Returns these limits with another number of sessions. */
    public EngineLimits withSessions(int count) {
        return new EngineLimits(sizes, new Counts(counts.connections, count, counts.unusedSessions), times);
    }

    /** Returns these limits with another number of unused sessions of one address. */
    public EngineLimits withUnusedSessions(int count) {
        return new EngineLimits(sizes, new Counts(counts.connections, counts.sessions, count), times);
    }

    /** Returns these limits with other times. */
    public EngineLimits withTimes(Duration requestTime, Duration idleTime) {
        return new EngineLimits(sizes, counts, new Times(requestTime, idleTime));
    }
}
