package io.github.siocli.server;

import io.github.siocli.event.Arguments;

/**
 * Receives the outcome of an acknowledgement that was requested from a client. Exactly one of the methods is called,
 * once.
 */
public interface AckCallback {

    /** Reason why no acknowledgement arrived. */
    enum AckFailure {
        /** The timeout passed. */
        TIMED_OUT,
        /** The client left the namespace. */
        DISCONNECTED,
        /** The client already owes the maximum number of acknowledgements; the event was not sent. */
        TOO_MANY
    }

    /** The acknowledgement arrived. */
    void onAck(Arguments args);

    /** No acknowledgement will arrive. */
    void onFailure(AckFailure failure);
}
