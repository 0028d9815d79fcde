package io.github.siocli.protocol.engineio;

import io.github.siocli.event.Attachment;
import io.github.siocli.event.Base64Exception;
import java.nio.charset.StandardCharsets;
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

    /** Returns the number of the generation, 3 or 4. */
    public int number() {
        return this == EIO3 ? 3 : 4;
    }

    /**
     * Reads a packet of a payload.
     *
     * @throws PacketSyntaxException if it is empty, not UTF-8, or not a binary message as this generation writes it
     */
    public EngineFrame read(PayloadReader.RawPacket packet) throws PacketSyntaxException {
        if (packet.isBinary()) {
            return readBinary(packet.bytes());
        }
        StrictUtf8.require(packet.bytes());
        return readText(packet.bytes());
    }

    /**
     * Reads a text packet, which may be a binary message in Base64.
     *
     * @param utf8 the packet, in valid UTF-8, which must not be changed any more
     * @throws PacketSyntaxException if it is empty, or the Base64 is invalid
     */
    public EngineFrame readText(byte[] utf8) throws PacketSyntaxException {
        return isBase64(utf8) ? readBase64(new String(utf8, StandardCharsets.UTF_8)) : EngineFrame.text(utf8);
    }

    /**
     * As {@link #readText}, for a packet of a client: the official Java client breaks Base64 into lines.
     *
     * @throws PacketSyntaxException if it is empty, or the Base64 is invalid
     */
    public EngineFrame readClientText(byte[] utf8) throws PacketSyntaxException {
        if (!isBase64(utf8)) {
            return EngineFrame.text(utf8);
        }
        String packet = new String(utf8, StandardCharsets.UTF_8);
        return readBase64(packet.indexOf('\n') >= 0 ? packet.replace("\r", "").replace("\n", "") : packet);
    }

    private static boolean isBase64(byte[] utf8) throws PacketSyntaxException {
        if (utf8.length == 0) {
            throw new PacketSyntaxException("an empty packet");
        }
        return utf8[0] == EnginePacket.BINARY;
    }

    private EngineFrame.Binary readBase64(String packet) throws PacketSyntaxException {
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
