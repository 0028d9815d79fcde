package io.github.siocli.protocol.engineio;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One Engine.IO packet. A frame for many clients is encoded once. */
public sealed interface EngineFrame {

    /** Returns the approximate size in bytes. */
    long size();

    /** Creates a text packet from its type and data. */
    static EngineFrame text(String packet) {
        return new Text(packet, null, packet.length());
    }

    /**
     * Creates a text packet.
     *
     * @param utf8 its type and data, in valid UTF-8, which must not be changed any more
     */
    static EngineFrame text(byte[] utf8) {
        return new Text(null, utf8, utf8.length);
    }

    /** Creates a binary message. */
    static EngineFrame binary(byte[] bytes) {
        return new Binary(bytes);
    }

    /** A text packet. Its first character is the type. The form that it was not created in is made when it is used. */
    final class Text implements EngineFrame {

        private @Nullable String packet;
        private byte @Nullable [] utf8;
        private final long size;

        private Text(@Nullable String packet, byte @Nullable [] utf8, long size) {
            this.packet = packet;
            this.utf8 = utf8;
            this.size = size;
        }

        /** Returns true if the packet is a message. */
        public boolean isMessage() {
            return utf8 == null
                    ? packet().indexOf(EnginePacket.MESSAGE) == 0
                    : utf8.length > 0 && utf8[0] == EnginePacket.MESSAGE;
        }

        /** Returns the packet as text. */
        public String packet() {
            if (packet == null) {
                packet = new String(utf8, StandardCharsets.UTF_8);
            }
            return packet;
        }

        /** Returns the packet in UTF-8, without a copy. */
        public byte[] utf8() {
            if (utf8 == null) {
                utf8 = packet.getBytes(StandardCharsets.UTF_8);
            }
            return utf8;
        }

        @Override
        public long size() {
            return size;
        }
    }

    /** A binary message. */
    record Binary(byte[] bytes) implements EngineFrame {

        @Override
        public long size() {
            return bytes.length;
        }
    }
}
