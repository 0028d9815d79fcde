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
 * @param sid which client sent it, as a server sees it; empty on the side of a client
 */
public record AckReceived(
        Instant time, String nsp, long id, Arguments args, Optional<AnsweredEmit> answers, Optional<String> sid)
        implements Event {

    /** The same on the side of a client. */
    public AckReceived(Instant time, String nsp, long id, Arguments args, Optional<AnsweredEmit> answers) {
        this(time, nsp, id, args, answers, Optional.empty());
    }

    @Override
    public <R> R accept(EventVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
