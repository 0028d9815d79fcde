package io.github.siocli.event;

import java.time.Duration;
import java.time.Instant;

/**
 * An acknowledgement did not come in time. It may still come, and is then marked as late.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param id id of the acknowledgement
 * @param name name of the event that was sent
 * @param timeout how long it was waited for
 */
public record AckTimedOut(Instant time, String nsp, long id, String name, Duration timeout) implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
