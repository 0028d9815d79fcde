package io.github.siocli.server;

import io.github.siocli.event.Arguments;
import java.util.OptionalLong;

/** Acknowledges an event of a client. Only the first answer is sent, and none to a client that has left. */
@FunctionalInterface
public interface AckResponder {

    /** Sends the acknowledgement. */
    void ack(Arguments args);

    /** The id that the client gave its event; empty where that is not known. */
    default OptionalLong id() {
        return OptionalLong.empty();
    }
}
