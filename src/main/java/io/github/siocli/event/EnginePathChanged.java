package io.github.siocli.event;

import java.time.Instant;

/**
 * The engine path is used in another form than before: without a slash at its end, or with one.
 *
 * @param time when it happened
 * @param path the path that is used from now on
 * @param before the path that the server has nothing at
 * @param answer status and reason of the server's answer at the path before
 */
public record EnginePathChanged(Instant time, String path, String before, String answer) implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
