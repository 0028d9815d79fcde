package io.github.siocli.protocol.engineio;

import java.nio.charset.StandardCharsets;

/** One Engine.IO packet. A frame for many clients is encoded once. */
public sealed interface EngineFrame {

    /** Returns the approximate size in bytes. */
    long size();

    /** Creates a text packet from its type and data. */
    static EngineFrame text(String packet) {
        return new Text(packet);
    }

    /** Creates a binary message. */
    static EngineFrame binary(byte[] bytes) {
        return new Binary(bytes);
    }

    /** A text packet. Its first character is the type. */
    final class Text implements EngineFrame {

        private final String packet;
        private byte[] utf8;

        Text(String packet) {
            this.packet = packet;
        }

        public String packet() {
            return packet;
        }

        public byte[] utf8() {
            if (utf8 == null) {
                utf8 = packet.getBytes(StandardCharsets.UTF_8);
            }
            return utf8;
        }

        @Override
        public long size() {
            return packet.length();
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
