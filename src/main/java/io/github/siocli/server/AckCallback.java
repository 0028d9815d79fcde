package io.github.siocli.server;

import io.github.siocli.event.Arguments;

/** What becomes of an acknowledgement that a client was asked for; one of the two is called, once. */
public interface AckCallback {

    /** Why there is none. */
    enum Failure {
        /** It did not come in time. */
        TIMED_OUT,
        /** The client has left. */
        DISCONNECTED,
        /** The client owes too many already; nothing was sent. */
        TOO_MANY
    }

    /** It came. */
    void onAck(Arguments args);

    /** It will not come. */
    void onFailure(Failure failure);
}
