package io.github.siocli.client.engine;

import io.github.siocli.event.DataEvent.AckTimedOut;
import io.github.siocli.protocol.socketio.Packet;

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
     * @param payload size of the payload with the packet, and the limit of the server
     */
    void suspectedTooLarge(Packet packet, AckTimedOut.Large payload);

    /** Called when the last frame of a packet is about to be written, on the thread that writes. */
    void written(Packet packet);
}
