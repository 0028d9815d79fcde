package io.github.siocli.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An acknowledgement did not come in time. It may still come, and is then marked as late.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param id id of the acknowledgement
 * @param name name of the event that was sent
 * @param timeout how long it was waited for
 * @param sid which client owes it, as a server sees it; empty on the side of a client
 * @param large how large the event was, if that may be why the server does not answer
 */
public record AckTimedOut(
        Instant time,
        String nsp,
        long id,
        EventName name,
        Duration timeout,
        Optional<String> sid,
        Optional<Large> large)
        implements Event {

    /**
     * An event that may be too large for the server.
     *
     * @param size size in bytes of what was posted, or of the websocket frame
     * @param limit number of bytes that the server takes, by its handshake; empty if it does not say
     */
    public record Large(long size, OptionalLong limit) {}

    /** The same for an event that is not large. */
    public AckTimedOut(Instant time, String nsp, long id, EventName name, Duration timeout, Optional<String> sid) {
        this(time, nsp, id, name, timeout, sid, Optional.empty());
    }

    /** The same on the side of a client. */
    public AckTimedOut(Instant time, String nsp, long id, EventName name, Duration timeout) {
        this(time, nsp, id, name, timeout, Optional.empty());
    }

    /** The same for a name that is a string. */
    public AckTimedOut(Instant time, String nsp, long id, String name, Duration timeout) {
        this(time, nsp, id, EventName.of(name), timeout);
    }

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
