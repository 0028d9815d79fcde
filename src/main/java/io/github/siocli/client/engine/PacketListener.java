package io.github.siocli.client.engine;

import io.github.siocli.protocol.socketio.Packet;
import java.util.OptionalLong;

/** Listens to the packets of the connections of a session. */
public interface PacketListener {

    /**
     * Called for each packet in the order of the wire, on the thread that reads. May block while the event queue is
     * full.
     *
     * @param isEio3 whether it came over Engine.IO 3
     */
    void received(Packet packet, boolean isEio3);

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
}
