package io.github.siocli.protocol.socketio;

import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Encodes Socket.IO packets as Engine.IO messages and decodes them; Socket.IO calls this a parser. An instance serves
 * one connection after the other.
 *
 * <p>Any thread may encode; one thread at a time decodes.
 */
public interface PacketParser {

    /**
     * Encodes a packet.
     *
     * @throws UnencodableException if a value cannot be encoded
     */
    PacketFrames encode(Packet packet) throws UnencodableException;

    /**
     * Checks that a packet can be encoded.
     *
     * @throws UnencodableException if a value cannot be encoded
     */
    void requireEncodable(Packet packet) throws UnencodableException;

    /**
     * Decodes a text message.
     *
     * @param message the message
     * @param from index of the packet in it
     * @return the packet; empty if binary messages of it are still missing
     * @throws PacketSyntaxException if the packet is invalid; an incomplete packet is dropped
     */
    Optional<Packet> text(String message, int from) throws PacketSyntaxException;

    /**
     * Decodes a binary message.
     *
     * @return the packet that it completes; empty if more messages are missing
     * @throws PacketSyntaxException if it is neither a packet nor an expected attachment
     */
    Optional<Packet> binary(byte[] bytes) throws PacketSyntaxException;

    /**
     * Removes and returns the faults since the last call: attachments that did not fit the packets that announced
     * them.
     */
    default List<PacketFault> takeFaults() {
        return List.of();
    }

    /** Drops an incomplete packet, for example after a lost connection. */
    void reset();
}
