package io.github.siocli.client.engine;

import io.github.siocli.protocol.socketio.Packet;

/** A connection as its namespaces use it. Each method returns at once; what is asked for is done in this order. */
public interface Connection {

    /** Sends CONNECT, unless the namespace is connected or was asked for on this connection already. */
    void connect(String nsp);

    /**
     * Leaves a namespace. The connection ends with the last one.
     *
     * @param answered whether the server has answered its CONNECT; where it has not, it is left with its answer
     */
    void disconnect(String nsp, boolean answered);

    /** The server has ended a namespace. */
    void forget(String nsp);

    /** Sends an event or an acknowledgement, in a namespace that the server has connected. */
    void send(Packet packet);
}
