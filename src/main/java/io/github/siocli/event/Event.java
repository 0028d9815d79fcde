package io.github.siocli.event;

import java.time.Instant;

/** Something that happened on a connection or on our server. */
public sealed interface Event permits DataEvent, LifecycleEvent, TraceEvent, ClientEvent {

    /** Returns when it happened. */
    Instant time();

    /** Returns the name of the client that it happened to; empty if there is only one. */
    default String client() {
        return "";
    }

    /** Returns the event without the name of its client. */
    default Event withoutClient() {
        return this;
    }

    /**
     * Returns true if {@code --json} writes the event without {@code --lifecycle}, provided that it matches the user's
     * filter. These events come from the other side, or report an overdue acknowledgement or the address of our server.
     */
    boolean isAlwaysWritten();

    /**
     * Returns true if the event carries data from the network, so that a slow consumer may delay the reading of more.
     */
    default boolean isFromNetwork() {
        return false;
    }

    /** Returns the size of the payload in characters and bytes; 0 if the event has none. */
    default long payloadSize() {
        return 0;
    }
}
