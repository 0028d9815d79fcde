package io.github.siocli.server.engine;

import java.time.Duration;

/**
 * Limits of an Engine.IO server.
 *
 * @param payload bytes of one HTTP body or one websocket message
 * @param header bytes of the header of a request, and of its request line
 * @param connections TCP connections at a time
 * @param sessions sessions at a time
 * @param unusedSessions unused sessions of one address; one more ends the oldest of them
 * @param inbound bytes of all HTTP bodies and websocket messages that are being received
 * @param queued bytes that may be queued for one client; above, the client is disconnected
 * @param request time for a request to arrive after its header, and for a response to be received
 * @param idle time that a connection may stay open without a complete header
 */
public record EngineLimits(
        int payload,
        int header,
        int connections,
        int sessions,
        int unusedSessions,
        long inbound,
        long queued,
        Duration request,
        Duration idle) {

    /** The limits of the reference server, if it has them. */
    public static final EngineLimits DEFAULT = new EngineLimits(
            1_000_000,
            16_384,
            20_000,
            10_000,
            2_500,
            64L << 20,
            16L << 20,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60));

    /** Returns these limits with another maximum payload. */
    public EngineLimits withPayload(int bytes) {
        return new EngineLimits(bytes, header, connections, sessions, unusedSessions, inbound, queued, request, idle);
    }

    /** Returns these limits with another total for messages that are being received. */
    public EngineLimits withInbound(long bytes) {
        return new EngineLimits(payload, header, connections, sessions, unusedSessions, bytes, queued, request, idle);
    }

    /** Returns these limits with another number of sessions. */
    public EngineLimits withSessions(int count) {
        return new EngineLimits(payload, header, connections, count, unusedSessions, inbound, queued, request, idle);
    }

    /** Returns these limits with another number of unused sessions of one address. */
    public EngineLimits withUnusedSessions(int count) {
        return new EngineLimits(payload, header, connections, sessions, count, inbound, queued, request, idle);
    }

    /** Returns these limits with another queue size for one client. */
    public EngineLimits withQueued(long bytes) {
        return new EngineLimits(payload, header, connections, sessions, unusedSessions, inbound, bytes, request, idle);
    }

    /** Returns these limits with other times. */
    public EngineLimits withTimes(Duration requestTime, Duration idleTime) {
        return new EngineLimits(
                payload, header, connections, sessions, unusedSessions, inbound, queued, requestTime, idleTime);
    }
}
