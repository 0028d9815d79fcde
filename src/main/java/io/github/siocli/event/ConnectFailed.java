package io.github.siocli.event;

import java.time.Instant;

/**
 * An attempt to connect came to nothing.
 *
 * @param time when it happened
 * @param failure why
 */
public record ConnectFailed(Instant time, Failure failure) implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
