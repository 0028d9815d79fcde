package io.github.siocli.protocol.socketio;

import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Encodes Socket.IO packets as Engine.IO messages, and decodes them. Socket.IO calls this a parser. One instance serves
 * consecutive connections.
 *
 * <p>Any thread may encode; one thread at a time may decode.
 */
public interface PacketParser {

    /**
     * Returns the messages of a packet.
     *
     * @throws UnencodableException if a value in it cannot be encoded
     */
    PacketFrames encode(Packet packet) throws UnencodableException;

    /**
     * Checks that a packet can be encoded.
     *
     * @throws UnencodableException if a value in it cannot be encoded
     */
    void requireEncodable(Packet packet) throws UnencodableException;

    /**
     * Decodes a text message.
     *
     * @param message the message, in valid UTF-8; the packet may keep slices of it, so it must not be changed
     * @param from index of the packet in the message
     * @return the packet; empty if its binary messages have not arrived
     * @throws PacketSyntaxException if the message is not a packet; an incomplete packet is dropped
     */
    Optional<Packet> decodeText(byte[] message, int from) throws PacketSyntaxException;

    /**
     * Decodes a binary message.
     *
     * @return the packet that this message completes; empty if more messages are missing
     * @throws PacketSyntaxException if it is neither a packet nor an expected part of one
     */
    Optional<Packet> decodeBinary(byte[] bytes) throws PacketSyntaxException;

    /**
     * Returns the faults that a lenient parser has found since the last call: binary messages that do not match the
     * packets that announced them.
     */
    default List<PacketFault> takeFaults() {
        return List.of();
    }

    /**
     * Returns true if a text message that cannot be decoded is one of the other parser.
     *
     * @param from index of the packet in the message
     */
    boolean isForeignText(byte[] message, int from);

    /** Returns true if a binary message that cannot be decoded is one of the other parser. */
    boolean isBinaryForeign();

    /** Drops an incomplete packet, for instance after a lost connection. */
    void reset();
}
