package io.github.siocli.client.engine;

import io.github.siocli.event.DropReason;
import io.github.siocli.protocol.socketio.Packet;
import java.util.List;

/** Listens to the packets of the send queue. Called on the thread that writes. */
public interface SendListener {

    /**
     * Called when a payload is about to be written.
     *
     * @param packets the packets in it, complete or in part
     * @param bytes size of the payload
     */
    void onPayloadStart(List<Packet> packets, long bytes);

    /** Called when one or more frames of a packet are about to be written. */
    void onPacketStart(InFlightPackets.WrittenPacket started);

    /** Called when the last frame of a packet is about to be written. */
    void onPacketWritten(InFlightPackets.WrittenPacket written);

    /** Called when a packet is removed from the queue and will not be written. */
    void onPacketDropped(Packet packet, DropReason reason);
}
