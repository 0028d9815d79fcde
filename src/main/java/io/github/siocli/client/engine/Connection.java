package io.github.siocli.client.engine;

import io.github.siocli.protocol.socketio.Packet;

/** A connection as its namespaces use it. Methods return at once; the calls are executed in their order. */
public interface Connection {

    /** Sends a packet. Packets that are given before the connection is open are sent when it opens. */
    void send(Packet packet);

    /** Closes the connection after the packets that were given to {@link #send}. */
    void close();
}
