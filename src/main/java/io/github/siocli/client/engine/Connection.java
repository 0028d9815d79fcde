package io.github.siocli.client.engine;

import io.github.siocli.protocol.socketio.Packet;

/**
 * A connection as its namespaces use it. Methods return at once; the requests are executed in the order of the calls.
 */
public interface Connection {

    /** Sends CONNECT, unless the namespace is connected or being connected on this connection. */
    void connect(String nsp);

    /**
     * Leaves a namespace. The connection ends with the last one.
     *
     * @param isAnswered whether the server has answered its CONNECT; if not, the namespace is left when the answer
     *     comes
     */
    void disconnect(String nsp, boolean isAnswered);

    /** Notes that the server has ended a namespace. */
    void namespaceEnded(String nsp);

    /** Sends an event or an acknowledgement in a connected namespace. */
    void send(Packet packet);
}
