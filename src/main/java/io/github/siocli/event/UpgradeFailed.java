package io.github.siocli.event;

import java.time.Instant;

/**
 * The better transport could not be used; the session stays where it is.
 *
 * @param time when it happened
 * @param failure why
 */
public record UpgradeFailed(Instant time, Failure failure) implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
