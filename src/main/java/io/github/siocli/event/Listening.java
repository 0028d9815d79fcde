package io.github.siocli.event;

import java.time.Instant;

/**
 * Our server listens.
 *
 * @param time when it began
 * @param url where, as a client would write it
 * @param offers what it speaks, for people
 * @param clients how clients connect to it, for people
 */
public record Listening(Instant time, String url, String offers, String clients) implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
