package io.github.siocli.protocol.socketio;

import io.github.siocli.protocol.engineio.PacketSyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * How Socket.IO packets become Engine.IO messages, and messages packets; Socket.IO calls it a parser. One serves one
 * connection after the other.
 *
 * <p>Any thread may write packets; one thread at a time reads them.
 */
public interface PacketParser {

    /**
     * The messages for a packet.
     *
     * @throws UnencodableException where something in it cannot be written
     */
    PacketFrames encode(Packet packet) throws UnencodableException;

    /**
     * Finds out whether a packet can be written.
     *
     * @throws UnencodableException where something in it cannot be
     */
    void requireEncodable(Packet packet) throws UnencodableException;

    /**
     * Reads a text message.
     *
     * @param message the message
     * @param from index of the packet in it
     * @return the packet; empty where binary messages that belong to it are still to come
     * @throws PacketSyntaxException where it is not a packet; what was waiting for binary messages is dropped
     */
    Optional<Packet> text(String message, int from) throws PacketSyntaxException;

    /**
     * Reads a binary message.
     *
     * @return the packet that it completes; empty where more messages are to come
     * @throws PacketSyntaxException where it is neither a packet nor due as a part of one
     */
    Optional<Packet> binary(byte[] bytes) throws PacketSyntaxException;

    /**
     * What was found wrong since this was called last, while packets were read all the same: binary messages that do not fit
     * the packets that announced them.
     */
    default List<PacketFault> takeFaults() {
        return List.of();
    }

    /** Forgets a packet that is not complete, as after a lost connection. */
    void reset();
}
