package io.github.siocli.client.engine;

import io.github.siocli.event.Failure;

/** A connection as its session sees it, from the attempt to open it to its end. It is used once. Any thread may call. */
public interface SessionConnection extends Connection {

    /** Starts to open the connection. */
    void open();

    /** Returns true if the server has opened a session, which may have ended since. */
    boolean isOpened();

    /** Returns true if the connection has ended, or the attempt to open it has failed. */
    boolean isEnded();

    /** Returns true if the session is treated as one of Engine.IO 4 only because the server stays silent. */
    boolean isEio4Assumed();

    /** Cuts the connection without closing it, like a network failure. */
    void drop();

    /**
     * Ends the connection at once and reports nothing: another one replaces it, which requests Engine.IO 3.
     *
     * @return false if the connection had ended before
     */
    boolean replaceWithEio3();

    /** Ends an attempt, or an open connection that is useless, with a failure. */
    void fail(Failure failure);

    /** Returns true if packets that were written on this connection may not have reached the server. */
    boolean isDeliveryInDoubt();

    /** Explains that the connection ended before the server answered the CONNECT of a namespace. */
    Failure unansweredFailure(String nsp, ConnectionEnd end);
}
