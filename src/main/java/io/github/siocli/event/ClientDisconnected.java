package io.github.siocli.event;

import java.time.Instant;

/**
 * A client is no longer connected to a namespace of our server.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param sid id of its socket
 * @param reason why, in the words of the protocol
 * @param left whether it left by itself
 */
public record ClientDisconnected(Instant time, String nsp, String sid, String reason, boolean left) implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
