package io.github.siocli.server;

import io.github.siocli.event.Arguments;
import java.util.OptionalLong;

/**
 * Acknowledges an event of a client. Only the first call sends an acknowledgement; if the client has left, none is
 * sent.
 */
@FunctionalInterface
public interface AckResponder {

    /** Sends the acknowledgement. */
    void ack(Arguments args);

    /** Returns the id that the client gave its event, or empty if it is unknown. */
    default OptionalLong id() {
        return OptionalLong.empty();
    }
}
