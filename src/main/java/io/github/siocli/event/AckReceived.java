package io.github.siocli.event;

import java.time.Instant;
import java.util.Optional;

/**
 * An acknowledgement came in.
 *
 * @param time when it happened
 * @param nsp the namespace, beginning with a slash
 * @param id id of the acknowledgement
 * @param args its arguments
 * @param answers the emit that it answers; empty where no emit of this connection waits under that id
 */
public record AckReceived(Instant time, String nsp, long id, Arguments args, Optional<AnsweredEmit> answers)
        implements Event {

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
