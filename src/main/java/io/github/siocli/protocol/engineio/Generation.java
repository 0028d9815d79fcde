package io.github.siocli.protocol.engineio;

import io.github.siocli.event.Attachment;
import io.github.siocli.event.Base64Exception;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** A generation of Engine.IO, as in the query parameter {@code EIO}, and how it writes binary messages. */
public enum Generation {
    /** Socket.IO 1.x and 2.x: the client pings; a binary message begins with the packet type. */
    EIO3("3"),
    /** Socket.IO 3.x and 4.x: the server pings. */
    EIO4("4");

    /** The type before the data of a binary message of Engine.IO 3. */
    public static final byte EIO3_MESSAGE = 4;

    private final String wireName;

    Generation(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the generation with a number, or empty. */
    public static Optional<Generation> of(String wireName) {
        for (Generation generation : values()) {
            if (generation.wireName.equals(wireName)) {
                return Optional.of(generation);
            }
        }
        return Optional.empty();
    }

    /**
     * Reads a packet of a payload.
     *
     * @throws PacketSyntaxException if it is empty, not UTF-8, or not a binary message as this generation writes it
     */
    public EngineFrame read(PayloadReader.RawPacket packet) throws PacketSyntaxException {
        return packet.isBinary() ? readBinary(packet.bytes()) : readText(StrictUtf8.decode(packet.bytes()));
    }

    /**
     * Reads a text packet, which may be a binary message in Base64.
     *
     * @throws PacketSyntaxException if it is empty, or the Base64 is invalid
     */
    public EngineFrame readText(String packet) throws PacketSyntaxException {
        if (packet.isEmpty()) {
            throw new PacketSyntaxException("an empty packet");
        }
        if (packet.charAt(0) != EnginePacket.BINARY) {
            return EngineFrame.text(packet);
        }
        int from = this == EIO3 ? 2 : 1;
        if (this == EIO3 && (packet.length() < 2 || packet.charAt(1) != EnginePacket.MESSAGE)) {
            throw new PacketSyntaxException("a binary packet without a type");
        }
        try {
            return new EngineFrame.Binary(
                    Attachment.ofBase64(packet.substring(from)).bytes());
        } catch (Base64Exception e) {
            throw new PacketSyntaxException("a binary packet that is not Base64: " + e.getMessage(), e);
        }
    }

    /**
     * As {@link #readText}, for a packet of a client: the official Java client breaks Base64 into lines.
     *
     * @throws PacketSyntaxException if it is empty, or the Base64 is invalid
     */
    public EngineFrame readClientText(String packet) throws PacketSyntaxException {
        boolean hasLines = !packet.isEmpty() && packet.charAt(0) == EnginePacket.BINARY && packet.indexOf('\n') >= 0;
        return readText(hasLines ? packet.replace("\r", "").replace("\n", "") : packet);
    }

    /**
     * Reads the data of a binary packet, as in a websocket frame.
     *
     * @throws PacketSyntaxException if this generation needs a packet type that is missing
     */
    public EngineFrame.Binary readBinary(byte[] data) throws PacketSyntaxException {
        if (this == EIO4) {
            return new EngineFrame.Binary(data);
        }
        if (data.length == 0) {
            throw new PacketSyntaxException("a binary packet without a type");
        }
        if (data[0] != EIO3_MESSAGE) {
            throw new PacketSyntaxException("a binary packet of type " + (data[0] & 0xff));
        }
        return new EngineFrame.Binary(Arrays.copyOfRange(data, 1, data.length));
    }

    /** Returns a binary message as a text packet in Base64. */
    public String base64(EngineFrame.Binary message) {
        String type = "" + EnginePacket.BINARY + (this == EIO3 ? EnginePacket.MESSAGE : "");
        return type + Base64.getEncoder().encodeToString(message.bytes());
    }
}
