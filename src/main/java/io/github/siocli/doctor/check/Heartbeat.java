package io.github.siocli.doctor.check;

import io.github.siocli.doctor.EngineOpening;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureKind;
import io.github.siocli.event.Handshake;
import io.github.siocli.render.Durations;
import java.time.Duration;

/**
 * The heartbeat of a session, without which the server ends it after pingInterval and pingTimeout: in Engine.IO 4 the
 * server pings, in Engine.IO 3 the client.
 */
final class Heartbeat {

    /** A session that ends after less time does not survive a short delay of the network. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Handshake handshake;
    private final long limitNanos;
    private long confirmedNanos;

    /**
     * Creates the heartbeat of a session.
     *
     * @param requestedNanos when its handshake was requested, as the server may have started to count then
     */
    Heartbeat(EngineOpening session, long requestedNanos) {
        this.handshake = session.handshake();
        this.limitNanos = handshake.pingInterval().plus(handshake.pingTimeout()).toNanos();
        this.confirmedNanos = requestedNanos;
    }

    /** Returns true if a session ends after less than a second without an answer. */
    static boolean isShort(Handshake handshake) {
        return handshake.pingInterval().plus(handshake.pingTimeout()).compareTo(SHORT) < 0;
    }

    /** Notes that the server has accepted a heartbeat that was sent at this time. */
    void confirmed(long sentNanos) {
        confirmedNanos = sentNanos;
    }

    /** Returns the failure, or another one if the session was unknown because its time may have passed. */
    Failure explain(Failure failure) {
        boolean mayBeOver = System.nanoTime() - confirmedNanos > limitNanos;
        return failure.kind() == FailureKind.SESSION_UNKNOWN && mayBeOver
                ? expired(handshake).withEvidence(failure.evidence())
                : failure;
    }

    /** Returns the failure of a session that the server has ended because of its heartbeat. */
    static Failure expired(Handshake handshake) {
        return Failure.of(
                FailureKind.SESSION_EXPIRED,
                Durations.text(handshake.pingInterval()),
                Durations.text(handshake.pingTimeout()));
    }
}
