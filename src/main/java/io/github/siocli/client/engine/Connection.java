package io.github.siocli.client.engine;

import io.github.siocli.protocol.socketio.Packet;

/** A connection as its namespaces use it. Methods return at once; the calls are executed in their order. */
public interface Connection {

    /** Sends a packet. The connection must be open, except for data that waits for its namespace. */
    void send(Packet packet);

    /** Closes the connection after the packets that were given to {@link #send}. */
    void close();
}
