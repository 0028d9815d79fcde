package io.github.siocli.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An acknowledgement did not come in time. It may still come, and is then marked as late.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param id id of the acknowledgement
 * @param name name of the event that was sent
 * @param timeout how long it was waited for
 * @param sid which client owes it, as a server sees it; empty on the side of a client
 */
public record AckTimedOut(Instant time, String nsp, long id, EventName name, Duration timeout, Optional<String> sid)
        implements Event {

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
