package io.github.siocli.serve;

import io.github.siocli.event.Arguments;

/** Acknowledges an event of a client. Only the first answer is sent, and none to a client that has left. */
@FunctionalInterface
public interface AckResponder {

    /** Sends the acknowledgement. */
    void ack(Arguments args);
}
