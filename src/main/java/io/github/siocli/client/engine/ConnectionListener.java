package io.github.siocli.client.engine;

import io.github.siocli.event.Failure;
import io.github.siocli.protocol.socketio.Packet;
import java.util.OptionalLong;

/**
 * Listens to one connection. After {@link #failed} or {@link #closed} the connection reports nothing more, except packets
 * that were being passed on at that moment.
 */
public interface ConnectionListener {

    /** Called when the server has opened a session, before its first message, on the thread that reads. */
    void opened(SocketIoConnection connection);

    /**
     * Called for each packet in the order of the wire, on the thread that reads. May block while the event queue is
     * full.
     */
    void received(SocketIoConnection connection, Packet packet);

    /**
     * Called for a message that can only be one of another parser.
     *
     * @return true if it is the first message of the connection, and so is reported
     */
    boolean receivedForeignMessage();

    /**
     * Called when a packet is about to be written that may be too large for the server.
     *
     * @param bytes size of the payload with the packet
     * @param maxPayload the largest payload that the server accepts; empty if it does not say
     */
    void suspectedTooLarge(Packet packet, long bytes, OptionalLong maxPayload);

    /** Called when the last frame of a packet is about to be written, on the thread that writes. */
    void written(Packet packet);

    /** Called when the attempt to open the connection has failed. */
    void failed(SocketIoConnection connection, Failure failure);

    /** Called when an open connection has ended, after all its packets are passed on. */
    void closed(SocketIoConnection connection, ConnectionEnd end);
}
