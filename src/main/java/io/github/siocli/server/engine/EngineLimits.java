package io.github.siocli.server.engine;

import java.time.Duration;

/**
 * What a client may cost.
 *
 * @param payload bytes of one HTTP body or one websocket message
 * @param header bytes of the header of a request, and of its first line
 * @param connections TCP connections at a time
 * @param sessions sessions at a time
 * @param unusedSessions sessions of one address that their clients do not use; one more ends the oldest of them
 * @param bodies bytes of all HTTP bodies and websocket messages that are being received
 * @param queued bytes that may wait for one client; beyond, it is cut off
 * @param request how long a request may take to arrive once its header is there, and an answer to be taken
 * @param idle how long a connection may stay without a complete header
 */
public record EngineLimits(
        int payload,
        int header,
        int connections,
        int sessions,
        int unusedSessions,
        long bodies,
        long queued,
        Duration request,
        Duration idle) {

    /** Those of the reference server where it has them. */
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

    /** The same with another limit for payloads. */
    public EngineLimits withPayload(int bytes) {
        return new EngineLimits(bytes, header, connections, sessions, unusedSessions, bodies, queued, request, idle);
    }

    /** The same with another limit for all that is being received. */
    public EngineLimits withBodies(long bytes) {
        return new EngineLimits(payload, header, connections, sessions, unusedSessions, bytes, queued, request, idle);
    }

    /** The same with another limit for sessions. */
    public EngineLimits withSessions(int most) {
        return new EngineLimits(payload, header, connections, most, unusedSessions, bodies, queued, request, idle);
    }

    /** The same with another limit for sessions of one address that are not used. */
    public EngineLimits withUnusedSessions(int most) {
        return new EngineLimits(payload, header, connections, sessions, most, bodies, queued, request, idle);
    }

    /** The same with another limit for what waits for one client. */
    public EngineLimits withQueued(long bytes) {
        return new EngineLimits(payload, header, connections, sessions, unusedSessions, bodies, bytes, request, idle);
    }

    /** The same with other times. */
    public EngineLimits withTimes(Duration forRequest, Duration whenIdle) {
        return new EngineLimits(
                payload, header, connections, sessions, unusedSessions, bodies, queued, forRequest, whenIdle);
    }
}
